/** Weights that are not those of the configuration. */
export class LlamaWeightsError extends Error {
  override readonly name = "LlamaWeightsError";
  constructor(
    readonly weight: string,
    readonly expected: readonly number[] | undefined,
    readonly got: readonly number[] | undefined,
  ) {
    super(
      `Llama weight ${weight}: expected ${describe(expected)}, got ${describe(got)}; ` +
        "make the configuration and the weights agree.",
    );
  }
}

/** An argument that a Llama cannot take: token ids, positions, a cache, a count of new tokens. */
export class LlamaInputError extends Error {
  override readonly name = "LlamaInputError";
  constructor(
    readonly input: string,
    readonly expected: string,
    readonly got: string,
  ) {
    super(`Llama: ${input} must be ${expected}, got ${got}.`);
  }
}

function describe(shape: readonly number[] | undefined): string {
  return shape ? `[${shape.join(", ")}]` : "none";
}
