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

export function faultOf({ message, status, retryable, retryAfterMs, paid }: ProviderError): ProviderFault {
  return { message, status, retryable, retryAfterMs, paid };
}
