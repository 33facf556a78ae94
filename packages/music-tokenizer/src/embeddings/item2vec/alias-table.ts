/**
 * Draws indices with given relative weights in constant time (Vose's alias method).
 *
 * @param weights Non-negative, at least one of them positive.
 * @param random Uniform numbers in [0, 1).
 */
export function aliasTable(weights: ArrayLike<number>, random: () => number): () => number {
  const size = weights.length;
  let sum = 0;
  for (let i = 0; i < size; i++) sum += weights[i]!;
  const share = Float64Array.from(weights, (weight) => (weight * size) / sum);
  const alias = Int32Array.from(share, (_, index) => index);

  const small: number[] = [];
  const large: number[] = [];
  share.forEach((value, index) => (value < 1 ? small : large).push(index));
  while (small.length > 0 && large.length > 0) {
    const receiver = small.pop()!;
    const donor = large.at(-1)!;
    alias[receiver] = donor;
    share[donor]! -= 1 - share[receiver]!;
    if (share[donor]! < 1) small.push(large.pop()!);
  }
  // What rounding left over is 1 but for rounding.
  for (const index of [...small, ...large]) share[index] = 1;

  return () => {
    const index = Math.floor(random() * size);
    return random() < share[index]! ? index : alias[index]!;
  };
}
