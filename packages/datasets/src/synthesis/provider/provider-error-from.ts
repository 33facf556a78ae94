import { ProviderError } from "./dialogue-provider.ts";

/**
 * Makes a `ProviderError` of whatever a provider's SDK throws, by the status and headers that it carries. Of the
 * original only its short message is kept: SDK errors hold request bodies, headers and URLs.
 */
export function providerErrorFrom(error: unknown): ProviderError {
  if (error instanceof ProviderError) return error;
  const facts = typeof error === "object" && error !== null ? (error as Record<string, unknown>) : {};
  const status = [facts["statusCode"], facts["status"]].find((value) => typeof value === "number");
  const message = error instanceof Error ? error.message : String(error);
  return new ProviderError({
    message: `${status === undefined ? "No answer" : `Status ${status}`}: ${message.slice(0, 300)}`,
    status,
    retryable:
      status === undefined
        ? isConnectionError(error)
        : status === 408 || status === 409 || status === 429 || status >= 500,
    retryAfterMs: retryAfterMs(facts["responseHeaders"]),
    // A gateway's 5xx may hide an answer that was computed and charged.
    paid: status !== undefined && status < 500 && status !== 408 ? "no" : "unknown",
  });
}

/** Anything without a status but a mistake in the calling code. */
function isConnectionError(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return !(error instanceof TypeError) || error.message.includes("fetch");
}

function retryAfterMs(headers: unknown): number | undefined {
  if (typeof headers !== "object" || headers === null) return undefined;
  const seconds = Number((headers as Record<string, unknown>)["retry-after"] ?? Number.NaN);
  return Number.isFinite(seconds) ? seconds * 1000 : undefined;
}
