/** A tokenizer artifact that cannot be read, or must not be overwritten: which file, and what is wrong with it. */
export class ArtifactError extends Error {
  override readonly name = "ArtifactError";

  constructor(
    readonly file: string,
    /** "missing": not there; "foreign": not ours; "version": ours, of another version; "damaged": cut off or edited. */
    readonly reason: "missing" | "foreign" | "version" | "damaged",
    readonly expected: string,
    readonly got: string,
  ) {
    super(`${file} (${reason}): expected ${expected}, got ${got}. ${ADVICE[reason]}`);
  }
}

const ADVICE = {
  missing: "Copy the whole artifact, with every file that its manifest names.",
  foreign: "Choose the folder of a saved music tokenizer, or an empty one to save into.",
  version: "Read it with the release that wrote it, or fit and save the tokenizer again.",
  damaged: "Copy the artifact again, or fit and save the tokenizer again.",
};
