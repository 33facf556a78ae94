/** Something given to the matcher is not what it must be. */
export class MatcherInputError extends Error {
  override readonly name = "MatcherInputError";
  constructor(
    /** The option or argument at fault, as in `codes` or `weights[2]`. */
    readonly input: string,
    readonly expected: string,
    readonly got: unknown,
  ) {
    super(`${input} must be ${expected}, but is ${String(got)}.`);
  }
}
