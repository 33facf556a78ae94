import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import { APICallError } from "@ai-sdk/provider";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ArgumentError } from "../errors/argument-error.ts";
import { RunFileError } from "../errors/run-file-error.ts";
import { openJudgeAnswers } from "../node/judge-answers.ts";
import { JudgeError, compareResponses, rateResponses } from "./index.ts";
import type { JudgeModel } from "./index.ts";
import { redactKeys } from "./redact-keys.ts";

const rubric = [{ name: "relevance", question: "?", worst: "no", best: "yes" }];
const turns = Array.from({ length: 6 }, (_, index) => ({
  turnId: `d#${index + 1}`,
  conversation: `User: song ${index + 1}`,
  track: "Giant Steps",
  response: "Here.",
}));
const rating = `{"relevance": 4}`;

const answerOf = (song: number) => (song === 2 ? "no rating" : `{"relevance": ${(song % 5) + 1}}`);

/** Calls `answer` with the number of the request, from 1, and of the song that it is about. */
function modelOf(answer: (request: number, song: number) => string | Promise<string>) {
  let requests = 0;
  const model: JudgeModel = {
    modelId: "judge-1",
    doGenerate: async ({ prompt }) => {
      const song = Number(/song (\d+)/.exec(JSON.stringify(prompt))![1]);
      return { content: [{ type: "text", text: await answer(++requests, song) }] };
    },
  };
  return { model, requests: () => requests };
}

function callError(statusCode: number, { message = "busy", headers = {} } = {}) {
  return new APICallError({
    message,
    url: "https://judge.example/v1?key=hunter2hunter2",
    requestBodyValues: {},
    statusCode,
    responseHeaders: headers,
  });
}

describe("unit: a judge that fails", () => {
  it("is asked again where its error is worth it, and names turn, model, status and requests when it is not", async () => {
    const moody = modelOf((request) => {
      if (request < 3) throw callError(429, { headers: { "retry-after": "0" } });
      return rating;
    });
    expect(await rateResponses({ ...moody, turns: turns.slice(0, 1), rubric })).toMatchObject({ rated: 1 });
    expect(moody.requests()).toBe(3);

    const locked = modelOf(() => {
      throw callError(401, { message: "no such key" });
    });
    const failed = rateResponses({ ...locked, turns: turns.slice(0, 1), rubric });
    await expect(failed).rejects.toMatchObject({
      name: "JudgeError",
      turnId: "d#1",
      modelId: "judge-1",
      attempts: 1,
      status: 401,
    });
    expect(locked.requests()).toBe(1);
  });

  it("gives up after the retries, also in pairs", async () => {
    const { model, requests } = modelOf(() => {
      throw new TypeError("fetch failed");
    });
    const answer = { track: "x", response: "y" };
    const pairs = [{ turnId: "d#1", conversation: "User: song 1", first: answer, second: answer }];
    const failed = compareResponses({ model, turns: pairs, retries: 2, firstRetryMs: 1 });
    await expect(failed).rejects.toThrow(
      /"judge-1" gave no answer for turn "d#1" in 3 requests: fetch failed/,
    );
    expect(requests()).toBe(3);
  });

  it("never shows the key that the provider's error holds", async () => {
    const key = "sk-live-0123456789abcdef";
    const { model } = modelOf(() => {
      throw callError(401, { message: `Incorrect API key provided: ${key}. Header: Bearer ${key}` });
    });
    const error: unknown = await rateResponses({ model, turns, rubric }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(JudgeError);
    expect((error as Error).message).toContain("Incorrect API key provided: [secret]");
    for (const secret of [key, "hunter2"]) expect(inspect(error, { depth: 9 })).not.toContain(secret);
  });

  it("stops waiting when aborted", async () => {
    const stop = new AbortController();
    const { model } = modelOf(() => {
      setTimeout(() => stop.abort(new Error("enough")), 1);
      throw callError(503);
    });
    const waiting = rateResponses({ model, turns, rubric, firstRetryMs: 1e6, signal: stop.signal });
    await expect(waiting).rejects.toThrow("enough");
  });

  it.each([
    ["a turn twice", { turns: [turns[0]!, turns[0]!] }],
    ["no concurrency", { concurrency: 0 }],
    ["half a retry", { retries: 0.5 }],
    ["a wait before now", { firstRetryMs: -1 }],
    ["an empty rubric", { rubric: [] }],
  ])("refuses %s", async (_, options) => {
    const { model } = modelOf(() => rating);
    await expect(rateResponses({ model, turns, rubric, ...options })).rejects.toThrow(ArgumentError);
  });
});

it("unit: turns are judged so many at a time, and stand in their order", async () => {
  let [inFlight, most] = [0, 0];
  const { model } = modelOf(async (_, song) => {
    most = Math.max(most, ++inFlight);
    for (let tick = 0; tick < 10 - song; tick++) await Promise.resolve();
    inFlight--;
    return `{"relevance": ${(song % 5) + 1}}`;
  });
  const progress: number[] = [];
  const onProgress = ({ turns: done }: { turns: number }) => progress.push(done);
  const { ratings } = await rateResponses({ model, turns, rubric, concurrency: 3, onProgress });
  expect(ratings).toEqual(
    turns.map(({ turnId }, index) => ({ turnId, ratings: { relevance: ((index + 1) % 5) + 1 } })),
  );
  expect(most).toBe(3);
  expect(progress).toEqual([1, 2, 3, 4, 5, 6]);
});

describe("relation: a stopped job goes on", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "eval-judge-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it("from its file: nothing is asked twice but what had no valid answer, and the result is that of one go", async () => {
    const file = join(folder, "deep/answers.jsonl");
    const failing = modelOf((_, song) => {
      if (song === 5) throw callError(401);
      return answerOf(song);
    });
    const answers = await openJudgeAnswers(file);
    await expect(rateResponses({ ...failing, turns, rubric, answers, concurrency: 1 })).rejects.toThrow(
      JudgeError,
    );
    expect(answers.size).toBe(3);
    await writeFile(file, `${await readFile(file, "utf8")}{"request":"cut sh`);

    const working = modelOf((_, song) => answerOf(song));
    const reopened = await openJudgeAnswers(file);
    const result = await rateResponses({ ...working, turns, rubric, answers: reopened });
    expect(working.requests()).toBe(3);
    expect(result).toEqual(await rateResponses({ ...working, turns, rubric }));
    expect(result.unrated).toEqual(["d#2"]);
    expect((await openJudgeAnswers(file)).size).toBe(5);
  });

  it("but another model, rubric or answer is asked anew", async () => {
    const answers = new Map<string, string>();
    const { model, requests } = modelOf(() => rating);
    const [turn] = turns;
    await rateResponses({ model, turns: [turn!], rubric, answers });
    await rateResponses({ model, turns: [{ ...turn!, response: "There." }], rubric, answers });
    await rateResponses({ model, turns: [turn!], rubric: [{ ...rubric[0]!, best: "very" }], answers });
    await rateResponses({ model: { ...model, modelId: "judge-2" }, turns: [turn!], rubric, answers });
    expect(requests()).toBe(4);
    await rateResponses({ model, turns: [turn!], rubric, answers });
    expect(requests()).toBe(4);
  });

  it("names a line that is no answer", async () => {
    const file = join(folder, "answers.jsonl");
    await writeFile(file, `{"request":"a","answer":"b"}\nnonsense\n`);
    await expect(openJudgeAnswers(file)).rejects.toThrow(RunFileError);
    await expect(openJudgeAnswers(file)).rejects.toThrow(`${file}:2: not {"request"`);
  });
});

it("unit: keys are taken out of messages in whatever form, words are not", () => {
  for (const text of [
    "Bearer abcdef123456",
    `{"api_key": "abcdef-123"}`,
    "https://x.example/?key=abcdef123&a=1",
    "AIzaSyA-0123456789abcdef",
    "gsk_0123456789",
    "0123456789abcdef0123456789abcdef",
  ])
    expect(redactKeys(text)).toMatch(/^[^\d]*(\[secret\])[^\d]*(&a=1)?$/);
  const plain = "The model gpt-4o-mini-2024-07-18 is overloaded, try later (HTTP 503)";
  expect(redactKeys(plain)).toBe(plain);
});
