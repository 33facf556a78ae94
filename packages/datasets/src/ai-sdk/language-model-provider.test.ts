import { APICallError } from "ai";
import { MockLanguageModelV3 } from "ai/test";
import { describe, expect, it } from "vitest";
import { buildPrompt } from "../synthesis/prompt/build-prompt.ts";
import { ProviderError } from "../synthesis/provider/dialogue-provider.ts";
import type { SynthesisBatch } from "../synthesis/provider/dialogue-provider.ts";
import { createLanguageModelProvider } from "./index.ts";

const task = { id: "d", tracks: [{ id: "track-a", title: "T", artists: ["A"] }] };
const prompt = buildPrompt(task);
const batch: SynthesisBatch = { id: "batch-1", requests: [{ key: "k", task, attempt: 1, prompt }] };
const price = { inputPerMillion: 1, outputPerMillion: 1 };

function count(total: number) {
  return { total, noCache: total, cacheRead: 0, cacheWrite: 0, text: total, reasoning: 0 };
}

function answering(text: string) {
  return new MockLanguageModelV3({
    modelId: "mock-1",
    doGenerate: {
      content: [{ type: "text", text }],
      finishReason: { unified: "stop", raw: "stop" },
      usage: { inputTokens: count(11), outputTokens: count(7) },
      warnings: [],
    },
  });
}

describe("unit: createLanguageModelProvider", () => {
  it("asks once, with the schema and the idempotency key", async () => {
    const model = answering("{}");
    const provider = createLanguageModelProvider({ model, price, maximumOutputTokens: 99 });
    expect([provider.model, provider.delivery]).toEqual(["mock-1", "at-least-once"]);
    const [answer] = await provider.complete(batch, { repeated: false });
    expect(answer).toEqual({ text: "{}", inputTokens: 11, outputTokens: 7, finishReason: "stop" });
    expect(model.doGenerateCalls.length).toBe(1);
    expect(model.doGenerateCalls[0]).toMatchObject({
      responseFormat: { type: "json", schema: prompt.schema },
      maxOutputTokens: 99,
      headers: { "idempotency-key": "batch-1" },
      prompt: [
        { role: "system", content: prompt.system },
        { role: "user", content: [{ type: "text", text: prompt.user }] },
      ],
    });
  });

  it("hands over an answer that is not JSON too: it is paid for", async () => {
    const provider = createLanguageModelProvider({ model: answering("no JSON"), price });
    expect(await provider.complete(batch, { repeated: false })).toMatchObject([{ text: "no JSON" }]);
  });

  it.each([
    [429, { "retry-after": "3" }, { retryable: true, paid: "no", retryAfterMs: 3000 }],
    [400, {}, { retryable: false, paid: "no" }],
    [503, {}, { retryable: true, paid: "unknown" }],
  ])(
    "tells what a failure of status %i means, and keeps no request or header",
    async (status, headers, expected) => {
      const model = new MockLanguageModelV3({
        doGenerate: async () => {
          throw new APICallError({
            message: "refused",
            url: "http://x?key=secret-in-url",
            requestBodyValues: { key: "secret-in-body" },
            responseHeaders: headers,
            statusCode: status,
          });
        },
      });
      const provider = createLanguageModelProvider({ model, price });
      const error = await provider.complete(batch, { repeated: false }).catch((caught: unknown) => caught);
      expect(error).toBeInstanceOf(ProviderError);
      expect(error).toMatchObject({ status, ...expected });
      expect(JSON.stringify({ ...(error as object), message: (error as Error).message })).not.toContain(
        "secret",
      );
      expect(model.doGenerateCalls.length).toBe(1);
    },
  );
});
