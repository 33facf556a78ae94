/** Arguments that a command cannot take. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
