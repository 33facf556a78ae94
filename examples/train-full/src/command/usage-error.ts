/** Something that the user can put right: told in one sentence, exit code 2, nothing overwritten. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
