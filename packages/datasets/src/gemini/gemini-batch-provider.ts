import type { BatchJob, InlinedResponse } from "@google/genai";
import { ProviderError } from "../synthesis/provider/dialogue-provider.ts";
import type {
  DialogueProvider,
  ProviderAnswer,
  SynthesisBatch,
} from "../synthesis/provider/dialogue-provider.ts";
import { providerErrorFrom } from "../synthesis/provider/provider-error-from.ts";
import type { GeminiProviderOptions } from "./gemini-provider.ts";
import { geminiAnswer, geminiRequest } from "./gemini-request.ts";

/** How Gemini is asked in batches. */
export interface GeminiBatchProviderOptions extends GeminiProviderOptions {
  /** Conversations a batch; inline requests may have 20 MB in all. @default 200 */
  batchSize?: number;
  /** Time between two looks at a batch. @default 30,000 */
  pollMs?: number;
  /** Looks for a batch that a call just before a crash may have made, before it is made again. @default 3 */
  searches?: number;
}

/**
 * Gemini's batch mode, at half the price and within a day. A batch is named by its idempotency key and looked for by
 * that name before it is made, so that one that was made before a crash is found and waited for, not paid again.
 */
export function createGeminiBatchProvider(options: GeminiBatchProviderOptions): DialogueProvider {
  const { client, model, price, maximumOutputTokens = 4000, temperature = 1, secrets } = options;
  const { batchSize = 200, pollMs = 30_000, searches = 3 } = options;

  async function find(name: string): Promise<BatchJob | undefined> {
    for await (const job of await client.batches.list({ config: { pageSize: 100 } })) {
      if (job.displayName === name && !FRUITLESS.has(job.state ?? "")) return job;
    }
    return undefined;
  }

  async function create({ id, requests }: SynthesisBatch): Promise<BatchJob> {
    const src = requests.map((request) => {
      const { contents, config } = geminiRequest({ model, request, maximumOutputTokens, temperature });
      return { contents, config, metadata: { key: request.key } };
    });
    return client.batches.create({ model, src, config: { displayName: nameOf(id) } });
  }

  return {
    model,
    delivery: "exactly-once",
    price,
    maximumOutputTokens,
    batchSize,
    secrets,
    async complete(batch, { signal, repeated }) {
      try {
        let job = await find(nameOf(batch.id));
        let more = repeated ? searches - 1 : 0;
        while (job === undefined && more-- > 0) {
          await wait(pollMs, signal);
          job = await find(nameOf(batch.id));
        }
        job ??= await create(batch);
        while (!ENDED.has(job.state ?? "")) {
          await wait(pollMs, signal);
          job = await client.batches.get({ name: job.name ?? "" });
        }
        return answersOf(batch, job);
      } catch (error) {
        throw providerErrorFrom(error);
      }
    },
  };
}

function nameOf(batchId: string): string {
  return `talkplay-${batchId}`;
}

/** Responses by their request's key; a service that leaves the keys out gives them in the requests' order. */
function answersOf({ requests }: SynthesisBatch, job: BatchJob): (ProviderAnswer | ProviderError)[] {
  const responses = job.dest?.inlinedResponses;
  if (responses === undefined) {
    const message = `The batch ended as ${job.state}: ${job.error?.message ?? "no reason given"}`;
    throw new ProviderError({ message, retryable: false, paid: "no" });
  }
  const byKey = new Map(responses.map((response) => [response.metadata?.["key"], response]));
  return requests.map(({ key }, index) => {
    const response: InlinedResponse | undefined = byKey.get(key) ?? responses[index];
    if (response?.response !== undefined) return geminiAnswer(response.response);
    const message = response?.error?.message ?? "no answer to this request of the batch";
    return new ProviderError({ message, status: response?.error?.code, retryable: false, paid: "no" });
  });
}

/** Ends without answers; such a batch is made anew. */
const FRUITLESS: ReadonlySet<string> = new Set([
  "JOB_STATE_FAILED",
  "JOB_STATE_CANCELLED",
  "JOB_STATE_EXPIRED",
]);
const ENDED: ReadonlySet<string> = new Set([
  ...FRUITLESS,
  "JOB_STATE_SUCCEEDED",
  "JOB_STATE_PARTIALLY_SUCCEEDED",
]);

function wait(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  signal?.throwIfAborted();
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal?.addEventListener("abort", () => (clearTimeout(timer), reject(signal.reason as Error)), {
      once: true,
    });
  });
}
