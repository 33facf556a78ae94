/** Something given to the tokenizer that it cannot use: which modality or track, what it expected, what it got. */
export class TokenizerInputError extends Error {
  override readonly name = "TokenizerInputError";
  readonly modality?: string;
  readonly track?: string;
  /** The option of `MusicTokenizer.fit` at fault, where one is. */
  readonly option?: "clusters";

  constructor(
    readonly expected: string,
    readonly got: string,
    { modality, track, option }: { modality?: string; track?: string; option?: "clusters" } = {},
  ) {
    const where = [
      ...(modality === undefined ? [] : [`modality ${JSON.stringify(modality)}`]),
      ...(track === undefined ? [] : [`track ${JSON.stringify(track)}`]),
    ].join(", ");
    super(`${where ? `${where}: ` : ""}expected ${expected}, got ${got}. Correct the input and call again.`);
    this.modality = modality;
    this.track = track;
    this.option = option;
  }
}

/** A track without an embedding in a modality, where none may be missing or nothing can take its place. */
export class MissingModalityError extends Error {
  override readonly name = "MissingModalityError";

  constructor(
    readonly track: string,
    readonly modality: string,
    readonly reason: string,
  ) {
    super(
      `Track ${JSON.stringify(track)} has no ${modality} embedding: ${reason}. ` +
        `Embed it, leave the track out, or choose another policy for \`missing\`.`,
    );
  }
}
