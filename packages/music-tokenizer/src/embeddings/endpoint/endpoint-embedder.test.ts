import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { inspect } from "node:util";
import { afterEach, describe, expect, it } from "vitest";
import { createEndpointEmbedder, type EndpointEmbedderOptions } from "./endpoint-embedder.ts";

const canary = "sk-canary-9f2c";
const lifetimeMs = 20_000;

interface Asked {
  model: string;
  input: string[];
  dimensions?: number;
  authorization: string | undefined;
  url: string | undefined;
}

type Answer = (asked: Asked, count: number, response: ServerResponse) => void;

/** The length of a text and the character code of its first letter. */
const rowOf = (text: string) => [text.length, text.charCodeAt(0)];
const embed: Answer = ({ input }, _, response) =>
  response.end(
    JSON.stringify({ data: input.map((text, index) => ({ index, embedding: rowOf(text) })).toReversed() }),
  );
const fail =
  (status: number, headers: Record<string, string> = {}): Answer =>
  (__, _, response) =>
    response.writeHead(status, headers).end("slow down");

const stops: (() => void)[] = [];
afterEach(() => stops.splice(0).forEach((stop) => stop()));

/** An endpoint on this machine that ends with the test, and by itself after a while. */
async function startEndpoint(answer: Answer): Promise<{ baseUrl: string; asked: Asked[] }> {
  const asked: Asked[] = [];
  const server = createServer(async (request: IncomingMessage, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { authorization } = request.headers;
    asked.push({ ...JSON.parse(Buffer.concat(chunks).toString()), authorization, url: request.url });
    answer(asked.at(-1)!, asked.length, response);
  });
  const stop = () => {
    server.closeAllConnections();
    server.close();
  };
  stops.push(stop);
  setTimeout(stop, lifetimeMs).unref();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`, asked };
}

const quick: Omit<EndpointEmbedderOptions, "baseUrl"> = {
  model: "toy",
  apiKey: canary,
  batchSize: 2,
  concurrency: 2,
  retries: 2,
  retryDelayMs: 1,
};
const texts = ["a", "bb", "ccc", "dddd", "eeeee"];
const expectedRows = Float32Array.from(texts.flatMap(rowOf));

/** What the promise was rejected with, as any logger could show it. */
async function shown(promise: Promise<unknown>): Promise<string> {
  const error: unknown = await promise.then(
    () => expect.unreachable("should have failed"),
    (reason: unknown) => reason,
  );
  return `${inspect(error, { depth: 20, showHidden: true })} ${JSON.stringify(error)} ${String(error)} ${(error as Error).stack}`;
}

describe("createEndpointEmbedder", () => {
  it("unit: asks batch by batch and puts rows in the texts' order", async () => {
    const { baseUrl, asked } = await startEndpoint(embed);
    const done: number[] = [];
    const embedder = createEndpointEmbedder({
      ...quick,
      baseUrl: `${baseUrl}/`,
      dimensions: 2,
      concurrency: 1,
    });
    const embedded = await embedder(texts, { onProgress: (progress) => done.push(progress.done) });
    expect(embedded).toEqual({ rows: expectedRows, width: 2 });
    expect(asked.map(({ input }) => input)).toEqual([["a", "bb"], ["ccc", "dddd"], ["eeeee"]]);
    expect(asked[0]).toMatchObject({
      model: "toy",
      dimensions: 2,
      url: "/v1/embeddings",
      authorization: `Bearer ${canary}`,
    });
    expect(done).toEqual([2, 4, 5]);
  });

  it("unit: asks again after 429, 500 and a cut connection, but for a while only", async () => {
    const troubles: Answer[] = [
      fail(429, { "retry-after": "0.05" }),
      fail(500),
      embed,
      (__, _, response) => response.destroy(),
    ];
    const { baseUrl, asked } = await startEndpoint((...answer) => (troubles.shift() ?? embed)(...answer));
    const embedder = createEndpointEmbedder({ ...quick, baseUrl, concurrency: 1 });
    const began = performance.now();
    expect((await embedder(texts)).rows).toEqual(expectedRows);
    expect(asked.length).toBe(6);
    expect(performance.now() - began).toBeGreaterThan(45);

    const down = await startEndpoint(fail(503));
    await expect(createEndpointEmbedder({ ...quick, ...down })(["a"])).rejects.toMatchObject({
      name: "EndpointError",
      status: 503,
      temporary: true,
    });
    expect(down.asked.length).toBe(3);
  });

  it("unit: does not ask again where that cannot help, and leaves the other batches", async () => {
    for (const [answer, reason] of [
      [fail(401), "slow down"],
      [((__, _, response) => response.end("<html>")) satisfies Answer, "expected JSON"],
      [((__, _, response) => response.end('{"data":[]}')) satisfies Answer, "expected 2 embeddings"],
      [
        ((__, _, response) =>
          response.end(
            '{"data":[{"index":0,"embedding":[1]},{"index":0,"embedding":[1]}]}',
          )) satisfies Answer,
        "each once",
      ],
    ] as const) {
      const { baseUrl, asked } = await startEndpoint(answer);
      const embedder = createEndpointEmbedder({ ...quick, baseUrl, concurrency: 1 });
      await expect(embedder(texts)).rejects.toThrow(reason);
      expect(asked.length).toBe(1);
    }
    const uneven = await startEndpoint(({ input }, _, response) =>
      response.end(JSON.stringify({ data: input.map((text) => ({ embedding: [...text].map(Number) })) })),
    );
    await expect(createEndpointEmbedder({ ...quick, ...uneven })(["12", "345"])).rejects.toMatchObject({
      name: "EmbeddedRowsError",
      row: 1,
    });
  });

  it("unit: never shows the key, whoever quotes it", async () => {
    const quoting = await startEndpoint(({ authorization }, _, response) =>
      response.writeHead(401).end(`wrong key: ${authorization}, ${canary}`),
    );
    expect(await shown(createEndpointEmbedder({ ...quick, ...quoting })(["a"]))).not.toContain("canary");
    const inAnswer = await startEndpoint((__, _, response) => response.end(`${canary}?`));
    expect(await shown(createEndpointEmbedder({ ...quick, ...inAnswer })(["a"]))).not.toContain("canary");
    // fetch refuses such a header, and quotes it.
    const refused = createEndpointEmbedder({ ...quick, baseUrl: quoting.baseUrl, apiKey: `${canary}\n–` });
    expect(await shown(refused(["a"]))).not.toContain("canary");
    const gone = createEndpointEmbedder({
      ...quick,
      baseUrl: "http://127.0.0.1:1/v1",
      headers: { "api-key": canary },
    });
    expect(await shown(gone(["a"]))).not.toContain("canary");
    const withPassword = async () =>
      createEndpointEmbedder({ ...quick, baseUrl: `https://me:${canary}@host/` });
    expect(await shown(withPassword())).not.toContain("canary");
    const noUrl = async () => createEndpointEmbedder({ ...quick, baseUrl: `host?key=${canary}` });
    expect(await shown(noUrl())).not.toContain("canary");
  });

  it("unit: keeps to the number of requests at once, and a minute", async () => {
    let open = 0;
    let most = 0;
    const slow: Answer = (asked, count, response) => {
      most = Math.max(most, ++open);
      setTimeout(() => {
        open--;
        embed(asked, count, response);
      }, 20);
    };
    const { baseUrl, asked } = await startEndpoint(slow);
    await createEndpointEmbedder({ ...quick, baseUrl, batchSize: 1, concurrency: 3 })(texts);
    expect(most).toBe(3);

    const controller = new AbortController();
    const limited = createEndpointEmbedder({ ...quick, baseUrl, batchSize: 1, requestsPerMinute: 2 });
    const waiting = limited(texts, { signal: controller.signal });
    setTimeout(() => controller.abort(new Error("no more time")), 300);
    await expect(waiting).rejects.toThrow("no more time");
    expect(asked.length).toBe(texts.length + 2);
  });

  it("unit: gives up on an endpoint that does not answer", async () => {
    const { baseUrl } = await startEndpoint(() => undefined);
    const embedder = createEndpointEmbedder({ ...quick, baseUrl, retries: 0, timeoutMs: 50 });
    await expect(embedder(["a"])).rejects.toThrow("no answer within 50 ms");
  });
});
