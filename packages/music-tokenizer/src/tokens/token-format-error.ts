/** Music tokens that break the format: where, what should stand there, and what stands there. */
export class TokenFormatError extends Error {
  override readonly name = "TokenFormatError";

  constructor(
    /** Character offset in the text (position in the list when ids are decoded). */
    readonly at: number,
    readonly expected: string,
    readonly got: string,
  ) {
    super(`At ${at}: expected ${expected}, got ${got}. Generated text is read with mode: "tolerant".`);
  }
}
