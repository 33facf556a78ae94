import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { setTimeout as wait } from "node:timers/promises";
import { SeededRandom } from "../../../random/seeded-random.ts";
import { mockAnswer } from "./mock-answer.ts";

/** How a mock language model behaves. All shares are from 0 to 1 and 0 by default. */
export interface MockLanguageModelOptions {
  /** @default 1 */
  seed?: number;
  /** Longest time of an answer. @default 0 */
  delayMs?: number;
  /** Share of calls that are refused with status 429 or 503, uncharged. */
  refusedShare?: number;
  /** Share of calls that are charged and then cut off before the answer. */
  lostShare?: number;
  /** Share of answers that break the rules. */
  invalidShare?: number;
  /** Whether a repeated `Idempotency-Key` gets its first answer, uncharged. @default true */
  honoursKeys?: boolean;
  /** The one API key that is let in; its refusals and answers tell what they were sent, as careless services do. */
  apiKey?: string;
  /** A free port by default. */
  port?: number;
}

/** A running mock language model. */
export interface MockLanguageModel {
  /** For `createOpenAiCompatibleProvider`. */
  baseUrl: string;
  /** How many times each idempotency key has been charged. */
  charges: ReadonlyMap<string, number>;
  close(): Promise<void>;
}

/**
 * Starts a server on 127.0.0.1 that answers like one of OpenAI's kind, charges, fails and forgets like a real one, and
 * counts what it has charged for: to try a job on before it costs anything, and to test what becomes of paid answers.
 */
export async function startMockLanguageModel(
  options: MockLanguageModelOptions = {},
): Promise<MockLanguageModel> {
  const { seed = 1, honoursKeys = true, port = 0 } = options;
  const random = new SeededRandom(seed);
  const charges = new Map<string, number>();
  const answers = new Map<string, Promise<string>>();

  async function answer(key: string, body: string): Promise<string> {
    charges.set(key, (charges.get(key) ?? 0) + 1);
    await wait(random.fraction() * (options.delayMs ?? 0));
    const invalid = random.chance(options.invalidShare ?? 0);
    return mockAnswer({ body, invalid, echo: options.apiKey, random });
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request);
    const { authorization = "" } = request.headers;
    if (options.apiKey !== undefined && authorization !== `Bearer ${options.apiKey}`) {
      return refuse(response, 401, `not a key of ours: ${authorization}`);
    }
    if (random.chance(options.refusedShare ?? 0)) {
      return refuse(response, random.chance(0.5) ? 429 : 503, `busy; sent was ${authorization}`);
    }
    const key = String(request.headers["idempotency-key"] ?? "");
    const earlier = honoursKeys ? answers.get(key) : undefined;
    const coming = earlier ?? answer(key, body);
    answers.set(key, coming);
    const completion = await coming;
    if (random.chance(options.lostShare ?? 0)) return void response.destroy();
    response.setHeader("Content-Type", "application/json").end(completion);
  }

  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    charges,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}

function refuse(response: ServerResponse, status: number, message: string): void {
  response.statusCode = status;
  if (status === 429) response.setHeader("Retry-After", "0");
  response.setHeader("Content-Type", "application/json").end(JSON.stringify({ error: { message } }));
}
