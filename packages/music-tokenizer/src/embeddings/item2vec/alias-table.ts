/**
 * A table to draw indices from in constant time, with given relative weights (Vose's alias method): choose a column
 * uniformly; it stands for itself with probability `threshold / 2^32`, else for its alias.
 *
 * @param weights Non-negative, at least one of them positive.
 * @returns Pairs (threshold, alias), [weights.length, 2].
 */
export function aliasTable(weights: ArrayLike<number>): Uint32Array {
  const size = weights.length;
  let sum = 0;
  for (let i = 0; i < size; i++) sum += weights[i]!;
  const share = Float64Array.from(weights, (weight) => (weight * size) / sum);
  const alias = Uint32Array.from(share, (_, index) => index);

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

  const table = new Uint32Array(2 * size);
  for (let i = 0; i < size; i++) {
    table[2 * i] = Math.min(Math.round(share[i]! * 2 ** 32), 2 ** 32 - 1);
    table[2 * i + 1] = alias[i]!;
  }
  return table;
}
