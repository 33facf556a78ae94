import { EndpointError } from "./endpoint-error.ts";

export interface EmbeddingRequest {
  url: URL;
  headers: Record<string, string>;
  body: { model: string; input: readonly string[]; dimensions?: number; encoding_format: "float" };
  timeoutMs: number;
  signal: AbortSignal | undefined;
  fetch: typeof globalThis.fetch;
}

const excerptLength = 300;

/**
 * One request to an endpoint that speaks OpenAI's `/embeddings`; one row a text, in the texts' order.
 *
 * @throws EndpointError, in which every header's value is blotted out, wherever it may have come from: endpoints
 *   quote keys, and `fetch` quotes headers that it refuses.
 */
export async function requestEmbeddings(request: EmbeddingRequest): Promise<number[][]> {
  const { url, headers, body, timeoutMs, signal } = request;
  const fail = (status: number | undefined, reason: string, temporary: boolean, retryAfterMs?: number) =>
    new EndpointError(
      url.origin + url.pathname,
      status,
      blotted(reason, headers).slice(0, excerptLength),
      temporary,
      retryAfterMs,
    );
  const timeout = AbortSignal.timeout(timeoutMs);
  let status: number | undefined;
  let text: string;
  let response: Response;
  try {
    response = await request.fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    });
    status = response.status;
    text = await response.text();
  } catch (error) {
    signal?.throwIfAborted();
    if (timeout.aborted) throw fail(status, `no answer within ${timeoutMs} ms`, true);
    // Not as the cause: what fetch throws may hold the headers.
    const cause = (error as Error).cause as Error | undefined;
    throw fail(status, [(error as Error).message, cause?.message].filter(Boolean).join(": "), true);
  }
  if (!response.ok) {
    const temporary = status === 408 || status === 409 || status === 429 || status >= 500;
    throw fail(status, text.trim() || response.statusText, temporary, waitAskedFor(response.headers));
  }
  const rows = parseRows(text, body.input.length);
  if (typeof rows === "string") throw fail(status, rows, false);
  return rows;
}

/** The rows in the texts' order, or what is wrong with the answer. */
function parseRows(text: string, expected: number): number[][] | string {
  let answer: { data?: { index?: number; embedding?: unknown }[] };
  try {
    answer = JSON.parse(text);
  } catch {
    return `expected JSON, got ${text}`;
  }
  if (!Array.isArray(answer?.data)) return `expected a list "data" of embeddings, got ${text}`;
  if (answer.data.length !== expected) return `expected ${expected} embeddings, got ${answer.data.length}`;
  const rows: number[][] = [];
  for (const [place, { index = place, embedding }] of answer.data.entries()) {
    if (!Array.isArray(embedding)) return `expected a list of numbers as embedding ${place}`;
    if (rows[index] === undefined && index >= 0 && index < expected) rows[index] = embedding as number[];
    else return `expected indices 0 … ${expected - 1}, each once, got ${index}`;
  }
  return rows;
}

/** Seconds, or a date, as RFC 9110 has it. */
function waitAskedFor(headers: Headers): number | undefined {
  const value = headers.get("retry-after");
  if (value === null) return undefined;
  const wait = /^\d+(\.\d+)?$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
  return Number.isNaN(wait) ? undefined : Math.max(0, wait);
}

function blotted(text: string, headers: Record<string, string>): string {
  const secrets = Object.values(headers).flatMap((value) => [value, value.replace(/^\w+ /, "")]);
  return secrets
    .filter((secret) => secret.trim() !== "")
    .reduce((clean, secret) => clean.replaceAll(secret.trim(), "[secret]"), text);
}
