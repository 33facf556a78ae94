/**
 * ln Σ exp(scores[i]) over `ids`, or over all scores. -Infinity entries count as nothing.
 *
 * @param offset - the id of `scores[0]`
 */
export function logSumExp(
  scores: Float32Array,
  ids: ArrayLike<number> | "free" = "free",
  offset = 0,
): number {
  const count = ids === "free" ? scores.length : ids.length;
  const score = (index: number): number => (ids === "free" ? scores[index]! : scores[ids[index]! - offset]!);
  let largest = -Infinity;
  for (let index = 0; index < count; index++) largest = Math.max(largest, score(index));
  let sum = 0;
  for (let index = 0; index < count; index++) sum += Math.exp(score(index) - largest);
  return largest + Math.log(sum);
}
