/** An option of `train` that makes no sense. */
export class TrainingOptionError extends Error {
  override readonly name = "TrainingOptionError";
  constructor(
    readonly option: string,
    readonly expected: string,
    readonly got: unknown,
  ) {
    super(`train: ${option} should be ${expected}, got ${String(got)}.`);
  }
}

/** The loss is no longer a number. */
export class NonFiniteLossError extends Error {
  override readonly name = "NonFiniteLossError";
  constructor(
    /** Updates done when it was noticed; it happened since the reading before. */
    readonly step: number,
    readonly loss: number,
  ) {
    super(
      `The loss has become ${loss} by step ${step}: go back to the last checkpoint with a lower learning rate, ` +
        "or look for weights that sum to zero.",
    );
  }
}

/** A checkpoint that belongs to another model, or to a run that trained other weights of it. */
export class CheckpointMismatchError extends Error {
  override readonly name = "CheckpointMismatchError";
  constructor(
    readonly weight: string,
    readonly expected: readonly number[] | undefined,
    readonly got: readonly number[] | undefined,
  ) {
    super(
      `The checkpoint's weight ${weight} is ${got ? `[${got}]` : "missing"}, the model's is ` +
        `${expected ? `[${expected}]` : "missing"}: resume with the model, adapter and trained weights of that run.`,
    );
  }
}
