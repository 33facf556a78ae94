import { GoogleGenAI } from "@google/genai";
import type {
  BatchJob,
  CreateBatchJobParameters,
  GenerateContentParameters,
  InlinedRequest,
  JobState,
} from "@google/genai";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { synthesizeDialogues } from "../node/synthesis/synthesize-dialogues.ts";
import type { DialogueTask } from "../synthesis/plan/dialogue-task.ts";
import { buildPrompt } from "../synthesis/prompt/build-prompt.ts";
import { ProviderError } from "../synthesis/provider/dialogue-provider.ts";
import { createGeminiBatchProvider, createGeminiProvider } from "./index.ts";
import type { GeminiClient } from "./index.ts";

const price = { inputPerMillion: 1, outputPerMillion: 2 };
const tasks = Array.from(
  { length: 6 },
  (_, task): DialogueTask => ({
    id: `task-${task}`,
    tracks: [{ id: `track-${task}`, title: "T", artists: ["A"] }],
  }),
);

/** Answers as Gemini does; batches run for two looks, and are remembered by whoever asks again. */
class FakeGemini implements GeminiClient {
  readonly calls: GenerateContentParameters[] = [];
  readonly jobs: (BatchJob & { looks: number; requests: InlinedRequest[] })[] = [];

  readonly models = {
    generateContent: async (parameters: GenerateContentParameters) => {
      this.calls.push(parameters);
      return this.response(parameters.config?.responseJsonSchema);
    },
  };

  readonly batches = {
    create: async ({ src, config }: CreateBatchJobParameters) => {
      const requests = src as InlinedRequest[];
      const name = `batches/${this.jobs.length}`;
      const job = {
        name,
        displayName: config?.displayName,
        state: "JOB_STATE_PENDING" as JobState,
        looks: 0,
        requests,
      };
      this.jobs.push(job);
      return { ...job };
    },
    get: async ({ name }: { name: string }) => {
      const job = this.jobs.find((each) => each.name === name) as FakeGemini["jobs"][number];
      if (++job.looks >= 2) {
        job.state = "JOB_STATE_SUCCEEDED" as JobState;
        const inlinedResponses = job.requests.map(({ metadata, config }) => ({
          metadata,
          response: this.response(config?.responseJsonSchema) as never,
        }));
        // Not in the requests' order: the keys tell them apart.
        job.dest = { inlinedResponses: inlinedResponses.toReversed() };
      }
      return { ...job };
    },
    list: async () => {
      const { jobs } = this;
      return (async function* () {
        yield* jobs;
      })();
    },
  };

  protected response(schema: unknown) {
    const [id] = /"enum":\["([^"]+)"/.exec(JSON.stringify(schema))?.slice(1) ?? [];
    const text = JSON.stringify({ goal: "g", turns: [{ query: "q", track: id, response: "r" }] });
    const parts = [{ text: "let me think", thought: true }, { text }];
    const usageMetadata = { promptTokenCount: 10, candidatesTokenCount: 5, thoughtsTokenCount: 2 };
    return { text, usageMetadata, candidates: [{ content: { parts }, finishReason: "STOP" as never }] };
  }
}

async function refuse(): Promise<never> {
  throw Object.assign(new Error("quota"), { status: 429 });
}

let folder: string;
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), "gemini-"))));
afterAll(() => rm(folder, { recursive: true }));

describe("unit: Gemini", () => {
  it("the real client fits the seam", () => {
    const client: GeminiClient = new GoogleGenAI({ apiKey: "none" });
    expect(createGeminiProvider({ client, model: "m", price }).model).toBe("m");
  });

  it("is asked for structured output; thoughts are charged, not told", async () => {
    const client = new FakeGemini();
    const [task] = tasks as [DialogueTask];
    const prompt = buildPrompt(task);
    const provider = createGeminiProvider({ client, model: "m", price });
    const request = { key: "k", task, attempt: 1 as const, prompt };
    const [answer] = await provider.complete({ id: "b", requests: [request] }, { repeated: false });
    expect(answer).toMatchObject({ inputTokens: 10, outputTokens: 7, finishReason: "STOP" });
    expect(JSON.parse((answer as { text: string }).text).turns[0].track).toBe("track-0");
    expect(client.calls[0]?.config).toMatchObject({
      responseMimeType: "application/json",
      responseJsonSchema: prompt.schema,
    });
  });

  it("errors carry their status", async () => {
    const client = Object.assign(new FakeGemini(), { models: { generateContent: refuse } });
    const provider = createGeminiProvider({ client, model: "m", price });
    const [task] = tasks as [DialogueTask];
    const requests = [{ key: "k", task, attempt: 1 as const, prompt: buildPrompt(task) }];
    const error = await provider
      .complete({ id: "b", requests }, { repeated: false })
      .catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(ProviderError);
    expect(error).toMatchObject({ status: 429, retryable: true, paid: "no" });
  });
});

describe("relation: Gemini's batch mode", () => {
  it("a run that is stopped finds its batches again by their names, and makes none twice", async () => {
    const client = new FakeGemini();
    const provider = createGeminiBatchProvider({ client, model: "m", price, batchSize: 4, pollMs: 1 });
    const stop = new AbortController();
    const list = client.batches.list;
    const stopping: GeminiClient = {
      models: client.models,
      batches: {
        ...client.batches,
        get: async () => {
          stop.abort(new Error("stopped"));
          throw new Error("the connection is gone");
        },
        list,
      },
    };
    const interrupted = createGeminiBatchProvider({
      client: stopping,
      model: "m",
      price,
      batchSize: 4,
      pollMs: 1,
    });
    const first = await synthesizeDialogues({
      folder,
      tasks,
      provider: interrupted,
      signal: stop.signal,
      concurrency: 2,
    });
    expect([first.ended, first.accepted]).toEqual(["aborted", 0]);
    const made = client.jobs.length;
    expect(made).toBeGreaterThan(0);

    const second = await synthesizeDialogues({ folder, tasks, provider, concurrency: 2 });
    expect(second).toMatchObject({ ended: "complete", accepted: 6, doubtful: 0 });
    const asked = client.jobs.flatMap(({ requests }) => requests.map(({ metadata }) => metadata?.["key"]));
    expect([asked.length, new Set(asked).size]).toEqual([6, 6]);
    const dialogues = await readFile(join(folder, "dialogues.jsonl"), "utf8");
    for (const line of dialogues.trimEnd().split("\n")) {
      const { id, turns } = JSON.parse(line) as { id: string; turns: { track: string }[] };
      expect(turns[0]?.track, "each task has its own answer").toBe(id.replace("task", "track"));
    }
  });

  it("a batch that failed is not charged and its tasks are asked again", async () => {
    const client = new FakeGemini();
    const failing: GeminiClient = {
      models: client.models,
      batches: {
        ...client.batches,
        get: async () => ({ state: "JOB_STATE_FAILED" as JobState, error: { message: "no capacity" } }),
      },
    };
    const job = { folder: join(folder, "failed"), tasks };
    const options = { model: "m", price, pollMs: 1 };
    const first = await synthesizeDialogues({
      ...job,
      provider: createGeminiBatchProvider({ client: failing, ...options }),
    });
    expect(first).toMatchObject({ accepted: 0, failed: 6, spent: 0 });
    for (const each of client.jobs) each.state = "JOB_STATE_FAILED" as JobState;
    const second = await synthesizeDialogues({
      ...job,
      provider: createGeminiBatchProvider({ client, ...options }),
    });
    expect(second).toMatchObject({ ended: "complete", accepted: 6 });
  });
});

async function files(job: string): Promise<string> {
  const texts = (await readdir(job)).map((name) => readFile(join(job, name), "utf8"));
  return (await Promise.all(texts)).join("\n");
}

describe("unit: Gemini's key", () => {
  const canary = "canary-5d1f7c90ab364e28";
  const echo = async (): Promise<never> => {
    throw Object.assign(new Error(`bad request?key=${canary} of ${canary}`), { status: 400 });
  };
  /** Puts the key into every answer, as a careless service would. */
  class EchoingGemini extends FakeGemini {
    protected override response(schema: unknown) {
      const response = super.response(schema);
      const text = response.text.replace('"goal":"g"', `"goal":"g ${canary}"`);
      return {
        ...response,
        text,
        candidates: [{ content: { parts: [{ text }] }, finishReason: "STOP" as never }],
      };
    }
  }

  it.each([
    ["one call each", createGeminiProvider],
    ["in batches", createGeminiBatchProvider],
  ])("is in no file, error or result, though the service repeats it: %s", async (name, create) => {
    const options = { model: "m", price, pollMs: 1, secrets: () => [canary] };
    const job = join(folder, name);
    const answered = await synthesizeDialogues({
      folder: job,
      tasks,
      provider: create({ client: new EchoingGemini(), ...options }),
    });
    expect(answered.accepted).toBe(6);
    expect(inspect(answered, { depth: 20 })).not.toContain(canary);
    expect(await files(job)).toContain("g [secret]");
    expect(await files(job)).not.toContain(canary);

    const refusing = Object.assign(new FakeGemini(), { models: { generateContent: echo } });
    const client = { ...refusing, batches: { ...refusing.batches, create: echo } };
    const refused = join(folder, `${name}, refused`);
    const result = await synthesizeDialogues({
      folder: refused,
      tasks,
      provider: create({ client, ...options }),
    });
    expect(result).toMatchObject({ accepted: 0, failed: 6 });
    expect(await files(refused)).toContain("[secret]");
    expect(await files(refused)).not.toContain(canary);
    expect(inspect(result, { depth: 20 })).not.toContain(canary);
  });
});
