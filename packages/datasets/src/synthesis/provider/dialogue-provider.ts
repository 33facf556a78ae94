import type { DialogueTask } from "../plan/dialogue-task.ts";
import type { Prompt } from "../prompt/build-prompt.ts";

/** One question to a language model. */
export interface SynthesisRequest {
  /** The same for the same question asked again; different for any other. */
  key: string;
  task: DialogueTask;
  /** 1 for the first question about a task, 2 for the one that quotes the errors of the first answer. */
  attempt: 1 | 2;
  prompt: Prompt;
}

/** Requests that travel together; one for most providers. */
export interface SynthesisBatch {
  /** The same for the same requests: the idempotency key. */
  id: string;
  requests: readonly SynthesisRequest[];
}

/** What came back for one request. */
export interface ProviderAnswer {
  /** The model's text, as it came. */
  text: string;
  /** As the provider counts them. */
  inputTokens: number;
  /** As the provider counts them. */
  outputTokens: number;
  /** Why the model stopped, in the provider's word. */
  finishReason?: string;
}

/** What a provider takes for a million tokens, in any one currency. */
export interface TokenPrice {
  inputPerMillion: number;
  outputPerMillion: number;
}

/** Something that answers prompts: a language model behind an API, a queue of workers, or the simulator. */
export interface DialogueProvider {
  /** Names the model in the ledger; a ledger is of one model. */
  readonly model: string;
  /**
   * "exactly-once": `complete` called again with the same batch, even by another process after a crash, returns the
   * answers of the first call and is not charged again (idempotency keys, a batch that is found again by its name, a
   * provider that is free). "at-least-once": a repeated call may be charged again.
   */
  readonly delivery: "exactly-once" | "at-least-once";
  readonly price: TokenPrice;
  /** Most tokens of an answer, for the estimate before it. */
  readonly maximumOutputTokens: number;
  /** Requests a batch. @default 1 */
  readonly batchSize?: number;
  /** Values that must never be written anywhere, such as the API key in use. */
  secrets?(): readonly string[];
  /**
   * Answers every request of the batch, in order; an answer that is an error concerns its request only.
   *
   * @throws {ProviderError} if none can be answered.
   */
  complete(
    batch: SynthesisBatch,
    options: {
      /** Whether an earlier call of the same batch may have reached the provider. */
      repeated: boolean;
      signal?: AbortSignal;
    },
  ): Promise<readonly (ProviderAnswer | ProviderError)[]>;
}

/** A request that was not answered. Its message holds nothing of the request, its headers or the response's body. */
export class ProviderError extends Error {
  override readonly name = "ProviderError";
  /** Of the HTTP answer, if there was one. */
  readonly status: number | undefined;
  /** Whether the same request may succeed later. */
  readonly retryable: boolean;
  /** Wait that the provider asks for. */
  readonly retryAfterMs: number | undefined;
  /** "no" if the provider answered that it did nothing; "unknown" if the connection ended before it answered. */
  readonly paid: "no" | "unknown";

  constructor(fault: {
    message: string;
    status?: number;
    retryable: boolean;
    retryAfterMs?: number;
    paid: "no" | "unknown";
  }) {
    super(fault.message);
    this.status = fault.status;
    this.retryable = fault.retryable;
    this.retryAfterMs = fault.retryAfterMs;
    this.paid = fault.paid;
  }
}
