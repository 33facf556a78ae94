import { ProviderError } from "@talkplay/datasets";
import type { ProviderAnswer } from "@talkplay/datasets";

/** Name of the queue. */
export const QUEUE = "talkplay-synthesis";

/** The fields of a `ProviderError`, which travel as JSON. */
export type ProviderFault = ConstructorParameters<typeof ProviderError>[0];

/** What a worker returns: a batch that cannot be answered is an outcome too, for the run to deal with. */
export type BatchOutcome =
  | { answers: (ProviderAnswer | { fault: ProviderFault })[] }
  | { fault: ProviderFault };

/** @param redact takes secrets out of the message */
export function faultOf(
  { message, status, retryable, retryAfterMs, paid }: ProviderError,
  redact: (text: string) => string,
): ProviderFault {
  return { message: redact(message), status, retryable, retryAfterMs, paid };
}
