import PQueue from "p-queue";
import pRetry from "p-retry";
import { RowBuffer } from "../row-buffer.ts";
import type { TextEmbedder } from "../text-embedder.ts";
import { EndpointError } from "./endpoint-error.ts";
import { requestEmbeddings } from "./request-embeddings.ts";

/** Options of `createEndpointEmbedder`. */
export interface EndpointEmbedderOptions {
  /** Where `/embeddings` is found, such as `https://api.openai.com/v1` or `http://localhost:8000/v1`. */
  baseUrl: string;
  model: string;
  /** Sent as `Authorization: Bearer …`; never logged, and blotted out of every error. */
  apiKey?: string;
  /** Further headers, such as Azure's `api-key`; as secret as the key. */
  headers?: Record<string, string>;
  /** Asks for vectors of this width, where the model can shorten its own. */
  dimensions?: number;
  /** Put before every text, as instruction-tuned embedders want it. @default "" */
  prefix?: string;
  /** Texts a request. @default 64 */
  batchSize?: number;
  /** Requests under way at once. @default 4 */
  concurrency?: number;
  /** Requests begun in any minute. @default no limit */
  requestsPerMinute?: number;
  /**
   * How often a request is repeated that failed for a while (no connection, a timeout, status 408, 409, 429 or 5xx):
   * after `retryDelayMs`, then twice that, and so on, or after what `Retry-After` says if that is longer. @default 5
   */
  retries?: number;
  /** @default 500 */
  retryDelayMs?: number;
  /** How long to wait for an answer. @default 60000 */
  timeoutMs?: number;
  /** @default the global one */
  fetch?: typeof fetch;
}

const longestDelayMs = 60_000;

/**
 * A text embedder behind an endpoint that speaks OpenAI's `/embeddings`: OpenAI's own, vLLM, Ollama, LM Studio, Text
 * Embeddings Inference and others. NV-Embed-v2 served by vLLM is the paper's (§4.1).
 *
 * To go on where a run was stopped, wrap it in `cacheTextEmbedder` of `@talkplay/music-tokenizer/node`.
 *
 * The embedder throws EndpointError when the endpoint fails for good or too often, EmbeddedRowsError when it answers
 * with rows of several widths, and the signal's reason.
 *
 * @throws RangeError when `baseUrl` is no URL, or has a password in it (errors would show it), or a number is out of range.
 */
export function createEndpointEmbedder(options: EndpointEmbedderOptions): TextEmbedder {
  const { model, dimensions, prefix = "", batchSize = 64, concurrency = 4 } = options;
  const { requestsPerMinute = Infinity, retries = 5, retryDelayMs = 500, timeoutMs = 60_000 } = options;
  const url = embeddingsUrl(options.baseUrl);
  for (const [name, value] of Object.entries({ batchSize, concurrency, requestsPerMinute, timeoutMs }))
    if (!(value >= 1)) throw new RangeError(`${name} is ${value}: give a number from 1.`);
  const headers: Record<string, string> = {
    ...(options.apiKey === undefined ? {} : { authorization: `Bearer ${options.apiKey}` }),
    ...options.headers,
  };
  const limits = { concurrency, intervalCap: requestsPerMinute, interval: 60_000, strict: true };
  // One queue for all calls: the limits are the endpoint's.
  const queue = new PQueue(requestsPerMinute === Infinity ? { concurrency } : limits);

  return async (texts, { signal, onProgress } = {}) => {
    const buffer = new RowBuffer(texts.length);
    // When one batch fails for good, the others are not asked for.
    const failure = new AbortController();
    const stop = signal ? AbortSignal.any([signal, failure.signal]) : failure.signal;
    let done = 0;
    const embedBatch = async (start: number) => {
      const input = texts.slice(start, start + batchSize).map((text) => prefix + text);
      const attempt = () =>
        requestEmbeddings({
          url,
          headers,
          body: { model, input, encoding_format: "float", ...(dimensions && { dimensions }) },
          timeoutMs,
          signal: stop,
          fetch: options.fetch ?? fetch,
        });
      const rows = await pRetry(attempt, {
        retries,
        minTimeout: retryDelayMs,
        maxTimeout: longestDelayMs,
        randomize: false,
        signal: stop,
        shouldRetry: ({ error }) => error instanceof EndpointError && error.temporary,
        onFailedAttempt: ({ error, retriesLeft }) =>
          error instanceof EndpointError && retriesLeft > 0 ? asLongAsAsked(error, stop) : undefined,
      });
      rows.forEach((row, i) => buffer.set(start + i, row));
      done += rows.length;
      onProgress?.({ done, total: texts.length });
    };
    const starts = Array.from({ length: Math.ceil(texts.length / batchSize) }, (_, i) => i * batchSize);
    try {
      await Promise.all(starts.map((start) => queue.add(() => embedBatch(start), { signal: stop })));
    } catch (error) {
      failure.abort(error);
      signal?.throwIfAborted();
      throw error;
    }
    return { rows: buffer.rows, width: buffer.width };
  };
}

/** @throws RangeError */
function embeddingsUrl(baseUrl: string): URL {
  if (!URL.canParse(baseUrl))
    throw new RangeError("baseUrl is no URL: give one such as https://api.openai.com/v1.");
  const url = new URL(baseUrl);
  if (url.username || url.password)
    throw new RangeError(
      `baseUrl for ${url.host} holds a user or password: give it without, and the key as apiKey.`,
    );
  url.pathname = `${url.pathname.replace(/\/$/, "")}/embeddings`;
  return url;
}

async function asLongAsAsked({ retryAfterMs }: EndpointError, stop: AbortSignal): Promise<void> {
  if (!retryAfterMs) return;
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, Math.min(retryAfterMs, longestDelayMs));
    stop.addEventListener("abort", () => (clearTimeout(timer), resolve()), { once: true });
  });
}
