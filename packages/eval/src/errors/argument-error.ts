/** An argument that a function cannot work with. Raised before any work is done. */
export class ArgumentError extends Error {
  override readonly name = "ArgumentError";
  /** The argument at fault, as the caller writes it, e.g. `"options.k"`. */
  readonly argument: string;
  readonly expected: string;
  readonly got: unknown;

  constructor({ argument, expected, got }: { argument: string; expected: string; got: unknown }) {
    super(`${argument} must be ${expected}, got ${String(got)}.`);
    this.argument = argument;
    this.expected = expected;
    this.got = got;
  }
}
