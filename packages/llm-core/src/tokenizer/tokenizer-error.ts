/** A tokenizer file, token or id that cannot be used. */
export class TokenizerError extends Error {
  override readonly name = "TokenizerError";
  constructor(
    /** The field, token or id at fault. */
    readonly subject: string | number,
    readonly problem: string,
  ) {
    super(
      `Tokenizer: ${typeof subject === "string" ? JSON.stringify(subject) : `id ${subject}`} ${problem}.`,
    );
  }
}
