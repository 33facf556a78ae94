/** A loss was called with tensors whose shapes cannot belong together. */
export class LossInputError extends Error {
  override readonly name = "LossInputError";
  /** The argument at fault, for example `targets`. */
  readonly argument: string;
  readonly expected: string;
  readonly got: string;

  constructor(fault: { argument: string; expected: string; got: string }) {
    super(
      `${fault.argument} should be ${fault.expected}, got ${fault.got}: pass tensors of matching shapes.`,
    );
    this.argument = fault.argument;
    this.expected = fault.expected;
    this.got = fault.got;
  }
}
