import pRetry from "p-retry";
import { answerCost } from "../../../synthesis/provider/answer-cost.ts";
import { ProviderError } from "../../../synthesis/provider/dialogue-provider.ts";
import type {
  DialogueProvider,
  ProviderAnswer,
  SynthesisBatch,
} from "../../../synthesis/provider/dialogue-provider.ts";
import { providerErrorFrom } from "../../../synthesis/provider/provider-error-from.ts";
import type { FailedEvent, LedgerEvent, SentEvent } from "../ledger/ledger-event.ts";
import type { Ledger } from "../ledger/ledger.ts";
import type { RateLimit } from "./rate-limit.ts";

/** What a call of the provider needs besides the batch. */
export interface CallContext {
  ledger: Ledger;
  provider: DialogueProvider;
  retries: number;
  firstRetryMs: number;
  /** Whether a batch may be sent again that may have been paid for and will be charged again. */
  payAgain: boolean;
  limit: RateLimit;
  redact: (text: string) => string;
  now: () => Date;
  signal?: AbortSignal;
}

/**
 * Sends a batch, again after failures that may pass, and writes down every call before and every outcome after.
 *
 * @returns the error if no answer came.
 */
export async function callProvider(
  batch: SynthesisBatch,
  context: CallContext,
): Promise<ProviderError | undefined> {
  const { ledger, provider, retries, firstRetryMs, payAgain, limit, signal } = context;
  const free = provider.delivery === "exactly-once";
  const mayRepeat = () => free || payAgain || ledger.open.get(batch.id)?.unsure !== true;
  try {
    const answers = await pRetry(
      async () => {
        const took = await limit.acquire(quota(batch, provider), signal);
        const repeated = ledger.open.has(batch.id);
        await ledger.record(sentEvent(batch, context));
        try {
          // An answer that is paid for and would be lost is waited for, signal or not.
          const received = await provider.complete(batch, free ? { repeated, signal } : { repeated });
          if (received.every(isAnswer)) took(tokensOf(received));
          return received;
        } catch (error) {
          throw clean(providerErrorFrom(error), context);
        }
      },
      {
        retries,
        minTimeout: firstRetryMs,
        factor: 2,
        randomize: true,
        signal,
        shouldRetry: ({ error }) => error instanceof ProviderError && error.retryable && mayRepeat(),
        onFailedAttempt: async ({ error, attemptNumber, retriesLeft }) => {
          if (!(error instanceof ProviderError)) return;
          await ledger.record(failedEvent(batch, error, attemptNumber, context));
          if (retriesLeft > 0 && error.retryable) await wait(error.retryAfterMs ?? 0, signal);
        },
      },
    );
    await ledger.record(...outcomeEvents(batch, answers, context));
    const failed = answers.find((answer) => answer instanceof ProviderError);
    return failed && clean(failed, context);
  } catch (error) {
    if (error instanceof ProviderError) return error;
    throw error;
  }
}

/** What the batch is counted as by a rate limit before it is answered. */
function quota({ requests }: SynthesisBatch, { maximumOutputTokens }: DialogueProvider) {
  const tokens = requests.reduce((sum, { prompt }) => sum + prompt.tokens + maximumOutputTokens, 0);
  return { requests: requests.length, tokens };
}

function isAnswer(answer: ProviderAnswer | ProviderError): answer is ProviderAnswer {
  return !(answer instanceof ProviderError);
}

function tokensOf(answers: readonly ProviderAnswer[]): number {
  return answers.reduce((sum, { inputTokens, outputTokens }) => sum + inputTokens + outputTokens, 0);
}

/** Most that the batch can cost. */
export function reservation({ requests }: SynthesisBatch, provider: DialogueProvider): number {
  const { price, maximumOutputTokens: outputTokens } = provider;
  return requests.reduce(
    (sum, { prompt }) => sum + answerCost(price, { inputTokens: prompt.tokens, outputTokens }),
    0,
  );
}

function sentEvent(batch: SynthesisBatch, { ledger, provider, now }: CallContext): SentEvent {
  const open = ledger.open.get(batch.id);
  const paidTwice = open !== undefined && provider.delivery === "at-least-once";
  return {
    event: "sent",
    batch: batch.id,
    requests: batch.requests.map(({ key, task, attempt }) => ({ key, task: task.id, attempt })),
    reserved: reservation(batch, provider),
    ...(paidTwice && { doubtful: open.reserved }),
    at: now().toISOString(),
  };
}

function outcomeEvents(
  batch: SynthesisBatch,
  answers: readonly (ProviderAnswer | ProviderError)[],
  context: CallContext,
): LedgerEvent[] {
  const { ledger, provider, redact, now } = context;
  return batch.requests.flatMap(({ key, task, attempt }, index): LedgerEvent[] => {
    const answer = answers[index];
    if (answer === undefined || ledger.hasAnswer(task.id, attempt)) return [];
    if (answer instanceof ProviderError) return [failedEvent(batch, clean(answer, context), 1, context, key)];
    const { text, inputTokens, outputTokens, finishReason } = answer;
    const cost = answerCost(provider.price, answer);
    return [
      {
        event: "answered",
        batch: batch.id,
        key,
        task: task.id,
        attempt,
        text: redact(text),
        inputTokens,
        outputTokens,
        cost,
        ...(finishReason !== undefined && { finishReason }),
        at: now().toISOString(),
      },
    ];
  });
}

function failedEvent(
  batch: SynthesisBatch,
  { status, message, paid }: ProviderError,
  call: number,
  { now }: CallContext,
  key?: string,
): FailedEvent {
  const at = now().toISOString();
  return {
    event: "failed",
    batch: batch.id,
    ...(key && { key }),
    call,
    ...(status && { status }),
    message,
    paid,
    at,
  };
}

function clean({ message, status, retryable, retryAfterMs, paid }: ProviderError, { redact }: CallContext) {
  return new ProviderError({ message: redact(message), status, retryable, retryAfterMs, paid });
}

function wait(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal?.addEventListener("abort", () => (clearTimeout(timer), resolve()), { once: true });
  });
}
