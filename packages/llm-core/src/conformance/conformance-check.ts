/** Something that has to hold on every backend; it owns the tensors it makes and leaves none behind. */
export interface ConformanceCheck {
  name: string;
  /** Resolves when it holds, rejects with what differs. */
  run(): Promise<void>;
}

/** A number that differs from the reference by more than float32 explains. */
export class ConformanceError extends Error {
  override readonly name = "ConformanceError";
}

/** @throws ConformanceError when lengths differ, or any pair by more than `tolerance`, or a number is none */
export function expectClose(
  what: string,
  got: ArrayLike<number>,
  expected: ArrayLike<number>,
  tolerance: number,
): void {
  if (got.length !== expected.length)
    throw new ConformanceError(`${what}: expected ${expected.length} numbers, got ${got.length}.`);
  for (let i = 0; i < got.length; i++) {
    // Written so that NaN fails
    if (!(Math.abs(got[i]! - expected[i]!) <= tolerance))
      throw new ConformanceError(
        `${what}, number ${i} of ${got.length}: expected ${expected[i]} within ${tolerance}, got ${got[i]}.`,
      );
  }
}
