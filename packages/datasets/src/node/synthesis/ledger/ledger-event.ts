/** The first line: what the ledger is of. */
export interface JobEvent {
  event: "job";
  version: 1;
  model: string;
  promptVersion: string;
  at: string;
}

/** A batch is about to be sent. Written, and on the disk, before the provider hears of it. */
export interface SentEvent {
  event: "sent";
  batch: string;
  requests: { key: string; task: string; attempt: 1 | 2 }[];
  /** Most that the batch can cost, as estimated before. */
  reserved: number;
  /** Most that an earlier call of the same batch can have cost in vain, where the provider charges for each call. */
  doubtful?: number;
  at: string;
}

/** An answer that was paid for. */
export interface AnsweredEvent {
  event: "answered";
  batch: string;
  key: string;
  task: string;
  attempt: 1 | 2;
  text: string;
  inputTokens: number;
  outputTokens: number;
  cost: number;
  finishReason?: string;
  at: string;
}

/** A call that brought no answer. */
export interface FailedEvent {
  event: "failed";
  batch: string;
  /** The one request concerned; absent if all of the batch are. */
  key?: string;
  /** Number of the call within one run, from 1. */
  call: number;
  status?: number;
  message: string;
  /** Whether the provider may have charged for it. */
  paid: "no" | "unknown";
  at: string;
}

export type LedgerEvent = JobEvent | SentEvent | AnsweredEvent | FailedEvent;
