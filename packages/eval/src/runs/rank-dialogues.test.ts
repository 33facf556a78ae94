import { describe, expect, it } from "vitest";
import type { History } from "../baselines/ranker.ts";
import { ArgumentError } from "../errors/argument-error.ts";
import { evaluateRun } from "../evaluation/evaluate-run.ts";
import { formatRun, parseRun } from "./run-file.ts";
import { rankDialogues, truthOfDialogues } from "./rank-dialogues.ts";

const ids = ["a", "b", "c", "d"];
const dialogues = [
  {
    id: "d1",
    turns: [
      { query: "q1", trackId: "b", response: "r1" },
      { query: "q2", trackId: "c", response: "r2" },
      { query: "q3", trackId: "b", response: "r3" },
    ],
  },
];
const byRow = { name: "by-row", score: () => Float32Array.of(4, 3, 2, -Infinity) };

describe("unit: ranking dialogues", () => {
  it("gives the ranker the true history up to the query", async () => {
    const seen: History[] = [];
    const ranker = {
      score: async (history: History) => {
        seen.push(history);
        return [0, 0, 0, 0];
      },
    };
    await rankDialogues({ ranker, dialogues, ids });
    expect(seen).toEqual([
      { queries: ["q1"], played: [], responses: [] },
      { queries: ["q1", "q2"], played: [1], responses: ["r1"] },
      { queries: ["q1", "q2", "q3"], played: [1, 2], responses: ["r1", "r2"] },
    ]);
  });

  it("excludes played tracks, keeps the first, and ranks the true track over the whole catalogue", async () => {
    const run = await rankDialogues({ ranker: byRow, dialogues, ids, keep: 1 });
    expect(run).toEqual([
      {
        turnId: "d1#1",
        dialogueId: "d1",
        turn: 1,
        ranked: ["a"],
        scores: [4],
        rankOfTruth: { better: 1, tied: 1 },
      },
      {
        turnId: "d1#2",
        dialogueId: "d1",
        turn: 2,
        ranked: ["a"],
        scores: [4],
        rankOfTruth: { better: 1, tied: 1 },
      },
      // "b" was played before and cannot be found
      { turnId: "d1#3", dialogueId: "d1", turn: 3, ranked: ["a"], scores: [4] },
    ]);
  });

  it("keeps tracks that the ranker did not reach out of the lists", async () => {
    const [turn] = await rankDialogues({ ranker: byRow, dialogues, ids });
    expect(turn!.ranked).toEqual(["a", "b", "c"]);
  });

  it("relation: the run scores alike through a file, and the truth goes with it", async () => {
    const run = await rankDialogues({ ranker: byRow, dialogues, ids, excludePlayed: false });
    const truth = truthOfDialogues(dialogues);
    const evaluation = evaluateRun(run, truth, { catalogue: ids });
    expect(evaluation.subsets.all.mrr).toBeCloseTo((1 / 2 + 1 / 3 + 1 / 2) / 3, 12);
    expect(evaluateRun(parseRun(formatRun(run)), truth, { catalogue: ids })).toEqual(evaluation);
  });

  it("reports progress and stops when asked", async () => {
    const controller = new AbortController();
    const progress: number[] = [];
    const ranking = rankDialogues({
      ranker: byRow,
      dialogues,
      ids,
      signal: controller.signal,
      onProgress: ({ turns, totalTurns }) => {
        progress.push(turns / totalTurns);
        controller.abort(new Error("enough"));
      },
    });
    await expect(ranking).rejects.toThrow("enough");
    expect(progress).toEqual([1 / 3]);
  });

  it.each([
    ["a track outside the catalogue", { ids: ["a", "b"] }],
    ["a repeated id", { ids: ["a", "b", "c", "a"] }],
    ["a ranker of another catalogue", { ids: [...ids, "e"] }],
  ])("refuses %s", async (_, options) => {
    await expect(rankDialogues({ ranker: byRow, dialogues, ...options })).rejects.toThrow(ArgumentError);
  });
});
