/** A checkpoint on disk that is damaged, was edited, or comes from another version. */
export class CheckpointError extends Error {
  override readonly name = "CheckpointError";
  constructor(
    /** Folder of the checkpoint. */
    readonly folder: string,
    readonly problem: string,
    options?: ErrorOptions,
  ) {
    super(`Checkpoint ${folder} ${problem}: delete it, or train from an earlier one or anew.`, options);
  }
}
