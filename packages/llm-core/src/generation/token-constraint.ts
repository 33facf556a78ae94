/** Says which tokens may come next, for example those that continue the code of a track in a catalogue. */
export interface TokenConstraint {
  /**
   * The ids allowed next, each once, in any order, or `"free"` for no restriction at this point (a constraint on the
   * music tokens lets the response after them free).
   * An empty list means that nothing may follow: it is an error, never free generation. A list is read until the end
   * of the step, so several calls must not share a buffer.
   *
   * @param generated - the ids generated so far, without the prompt
   */
  allowed(generated: readonly number[]): ArrayLike<number> | "free";
}

/** The constraint allows no token where one must be generated. */
export class EmptyConstraintError extends Error {
  override readonly name = "EmptyConstraintError";

  /** @param generated - the ids generated before the dead end */
  constructor(readonly generated: readonly number[]) {
    super(
      `The constraint allows nothing after the ${generated.length} generated ids [${generated.join(", ")}]: ` +
        "generate fewer tokens, stop at the constraint's last token, or widen the constraint.",
    );
  }
}

/** The constraint allows an id that the model does not have. */
export class InvalidAllowedIdError extends Error {
  override readonly name = "InvalidAllowedIdError";

  constructor(
    readonly id: number,
    readonly vocabSize: number,
  ) {
    super(
      `The constraint allows id ${id}, but the model's ids are 0 to ${vocabSize - 1}: expand its vocabulary first.`,
    );
  }
}

/** Logits [vocabSize] with -Infinity for every id outside `allowed`. */
export function maskToAllowed(logits: Float32Array, allowed: ArrayLike<number>): Float32Array {
  const masked = new Float32Array(logits.length).fill(-Infinity);
  for (let index = 0; index < allowed.length; index++) {
    const id = allowed[index]!;
    masked[id] = logits[id]!;
  }
  return masked;
}

/** The ids allowed after `generated`, checked to exist in the vocabulary. May be empty. */
export function allowedAfter(
  constraint: TokenConstraint | undefined,
  generated: readonly number[],
  vocabSize: number,
): ArrayLike<number> | "free" {
  if (constraint === undefined) return "free";
  const allowed = constraint.allowed(generated);
  if (allowed === "free") return allowed;
  for (let index = 0; index < allowed.length; index++) {
    const id = allowed[index]!;
    if (!(Number.isInteger(id) && id >= 0 && id < vocabSize)) throw new InvalidAllowedIdError(id, vocabSize);
  }
  return allowed;
}
