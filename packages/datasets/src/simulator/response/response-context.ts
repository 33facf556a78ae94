import type { Claim } from "../claims/claim.ts";
import type { QueryContext } from "../query/query-context.ts";

/** What a response is composed from: the query's context, what the query claimed, and how titles are written. */
export interface ResponseContext extends QueryContext {
  asked: readonly Claim[];
  /** What the response would close with. */
  quip: string;
  /** Whether titles stand in quotation marks. */
  quotes: boolean;
}
