/** An embedding endpoint that failed, or answered what is no embedding. Never holds the key or other headers. */
export class EndpointError extends Error {
  override readonly name = "EndpointError";
  constructor(
    /** Without query. */
    readonly url: string,
    /** The HTTP status; undefined when there was no answer. */
    readonly status: number | undefined,
    readonly reason: string,
    /** Whether asking again may help. */
    readonly temporary: boolean,
    /** How long the endpoint asks to wait. */
    readonly retryAfterMs?: number,
  ) {
    const advice = temporary
      ? "Run again later: with a cache, what was embedded before is kept."
      : "Check the address, the model and the key.";
    super(`${url}${status === undefined ? "" : ` (${status})`}: ${reason}. ${advice}`);
  }
}
