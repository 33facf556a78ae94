import { ArgumentError } from "../errors/argument-error.ts";

/**
 * Holm's correction: p-values adjusted so that rejecting those below α keeps the chance of any false rejection below α,
 * however the tests depend on each other.
 *
 *     adjusted₍ᵢ₎ = max_{j ≤ i} min(1, (m − j + 1) · p₍ⱼ₎)   over the m p-values in ascending order
 *
 * @returns the adjusted p-values in the order given.
 * @throws {ArgumentError} if a p-value is not between 0 and 1.
 * @see Holm, "A Simple Sequentially Rejective Multiple Test Procedure", 1979.
 */
export function holm(pValues: readonly number[]): number[] {
  for (const [index, p] of pValues.entries())
    if (!(p >= 0 && p <= 1))
      throw new ArgumentError({ argument: `pValues[${index}]`, expected: "between 0 and 1", got: p });
  const ascending = pValues.map((_, index) => index).toSorted((a, b) => pValues[a]! - pValues[b]!);
  const adjusted = pValues.map(() => 1);
  let largest = 0;
  for (const [place, index] of ascending.entries()) {
    largest = Math.max(largest, Math.min(1, (pValues.length - place) * pValues[index]!));
    adjusted[index] = largest;
  }
  return adjusted;
}
