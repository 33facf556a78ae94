import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ArgumentError } from "../errors/argument-error.ts";
import { RunProblemsError } from "../errors/run-problems-error.ts";
import { rankFromScores } from "../metrics/rank-from-scores.ts";
import type { RunTurn, TruthTurn } from "../runs/run.ts";
import { topRows } from "../runs/top-rows.ts";
import { evaluateRun } from "./evaluate-run.ts";

const catalogue = ["a", "b", "c", "d"];

const key = (dialogueId: string, turn: number) => ({ turnId: `${dialogueId}#${turn}`, dialogueId, turn });

const truth: TruthTurn[] = [
  { ...key("d1", 1), trackId: "a" },
  { ...key("d1", 2), trackId: "b" },
  { ...key("d1", 3), trackId: "c" },
  { ...key("d2", 1), trackId: "d" },
];

// Reciprocal ranks 1, 1/2, 0 (unranked), 0 (missing).
const run: RunTurn[] = [
  { ...key("d1", 1), ranked: ["a", "b"] },
  { ...key("d1", 2), ranked: ["a", "b", "c"], scores: [3, 2, 1] },
  { ...key("d1", 3), ranked: ["a", "b"] },
];

describe("unit: a run of four turns, one unranked, one missing", () => {
  const evaluation = evaluateRun(run, truth, {
    catalogue,
    subsets: { warm: new Set(["a", "b", "c"]), cold: (turn) => turn.trackId === "d", none: new Set() },
  });
  const all = evaluation.subsets.all;

  it("averages over all four turns: MRR (1 + 1/2) / 4, Hit@1 1/4, Hit@10 2/4", () => {
    expect(all).toMatchObject({ turns: 4, dialogues: 2, missing: 1, unranked: 1 });
    expect([all.mrr, all.hitAt1, all.hitAt10, all.hitAt100]).toEqual([0.375, 0.25, 0.5, 0.5]);
  });

  it("averages over dialogues: MRR (1/2 + 0) / 2", () => {
    expect(all.overDialogues.mrr).toBe(0.25);
  });

  it("averages by turn number", () => {
    expect(all.byTurn.map(({ turn, turns, mrr }) => ({ turn, turns, mrr }))).toEqual([
      { turn: 1, turns: 2, mrr: 0.5 },
      { turn: 2, turns: 1, mrr: 0.5 },
      { turn: 3, turns: 1, mrr: 0 },
    ]);
  });

  it("splits by the relevant track", () => {
    expect(evaluation.subsets["warm"]).toMatchObject({ turns: 3, missing: 0, mrr: 0.5 });
    expect(evaluation.subsets["cold"]).toMatchObject({ turns: 1, missing: 1, mrr: 0 });
    expect(evaluation.subsets["none"]).toMatchObject({ turns: 0, mrr: NaN });
  });

  it("names the missing turn and describes the lists", () => {
    expect(evaluation.missing).toEqual(["d2#1"]);
    expect(evaluation.lists).toEqual({ coverageAt10: 0.75, coverageAt100: 0.75, validity: 1 });
    expect(evaluation.turns[2]).toMatchObject({
      turnId: "d1#3",
      rank: undefined,
      missing: false,
      subsets: ["all", "warm"],
    });
  });
});

describe("unit: intervals", () => {
  it("come for each subset and turn number with two dialogues or more", () => {
    const subsets = { cold: new Set(["d"]) };
    const { all, cold } = evaluateRun(run, truth, {
      subsets,
      intervals: { seed: 1, resamples: 200 },
    }).subsets;
    expect(all.intervals!.mrr.estimate).toBe(all.mrr);
    expect(all.intervals!.mrr.low).toBeLessThan(all.mrr);
    expect(cold!.intervals).toBeUndefined();
    expect(all.byTurn.map(({ intervals }) => intervals !== undefined)).toEqual([true, false, false]);
  });
});

describe("unit: problems are never silent", () => {
  const bad: RunTurn[] = [
    { ...key("d1", 1), ranked: ["x", "a", "y"] },
    { ...key("d1", 2), ranked: ["b", "a", "b"] },
    { ...key("d1", 2), ranked: ["b"] },
    { ...key("d1", 3), turn: 7, ranked: ["c"] },
    { ...key("d2", 1), ranked: ["a", "d"], scores: [1, 2] },
    { ...key("d9", 1), ranked: ["a"] },
  ];

  it("throws all of them at once, by name", () => {
    expect(() => evaluateRun(bad, truth, { catalogue })).toThrow(RunProblemsError);
    expect(() => evaluateRun(bad, truth, { catalogue })).toThrow(
      /6 problems.*"d1#1": ids that are not in the catalogue: x, y.*1 more/,
    );
  });

  it("or reports them and scores what is there", () => {
    const { problems, turns, lists } = evaluateRun(bad, truth, { catalogue, onProblems: "report" });
    expect(problems.map(({ kind, turnId, ids }) => ({ kind, turnId, ids }))).toEqual([
      { kind: "unknown-id", turnId: "d1#1", ids: ["x", "y"] },
      { kind: "repeated-id", turnId: "d1#2", ids: ["b"] },
      { kind: "repeated-turn", turnId: "d1#2", ids: undefined },
      { kind: "moved-turn", turnId: "d1#3", ids: undefined },
      { kind: "bad-scores", turnId: "d2#1", ids: undefined },
      { kind: "extra-turn", turnId: "d9#1", ids: undefined },
    ]);
    expect(turns.map(({ metrics }) => metrics.mrr)).toEqual([0.5, 1, 1, 0.5]);
    expect(lists!.validity).toBe(7 / 9);
  });

  const one: TruthTurn[] = [{ ...key("d1", 1), trackId: "b" }];
  it.each<[string, Partial<RunTurn>, boolean]>([
    [
      "the list's very rank",
      { ranked: ["a", "b", "c"], scores: [3, 2, 1], rankOfTruth: { better: 1, tied: 1 } },
      true,
    ],
    [
      "another place",
      { ranked: ["a", "b", "c"], scores: [3, 2, 1], rankOfTruth: { better: 0, tied: 1 } },
      false,
    ],
    [
      "more ties than the list shows",
      { ranked: ["b", "a"], scores: [2, 1], rankOfTruth: { better: 0, tied: 2 } },
      false,
    ],
    [
      "ties that go on below the cut",
      { ranked: ["a", "b"], scores: [1, 1], rankOfTruth: { better: 0, tied: 9 } },
      true,
    ],
    [
      "fewer ties than the list shows",
      { ranked: ["a", "b"], scores: [1, 1], rankOfTruth: { better: 0, tied: 1 } },
      false,
    ],
    ["a rank below the cut", { ranked: ["a"], scores: [1], rankOfTruth: { better: 7, tied: 1 } }, true],
    [
      "a rank above the cut that the list lacks",
      { ranked: ["a"], rankOfTruth: { better: 0, tied: 1 } },
      false,
    ],
    [
      "a tie that may hold the list's place",
      { ranked: ["a", "b"], rankOfTruth: { better: 0, tied: 2 } },
      true,
    ],
    ["a tie that cannot", { ranked: ["a", "b"], rankOfTruth: { better: 2, tied: 2 } }, false],
    ["half a track", { ranked: [], rankOfTruth: { better: 0.5, tied: 1 } }, false],
  ])("a rankOfTruth of %s: accepted %s", (_, turn, accepted) => {
    const attempt = () => evaluateRun([{ ...key("d1", 1), ranked: [], ...turn }], one);
    if (accepted) expect(attempt().turns[0]!.rank).toEqual(turn.rankOfTruth);
    else expect(attempt).toThrow(RunProblemsError);
  });

  it.each([
    ["an empty truth", () => evaluateRun([], [])],
    ["a repeated turn in the truth", () => evaluateRun([], [truth[0]!, truth[0]!])],
    ["a true track that the catalogue lacks", () => evaluateRun([], truth, { catalogue: ["a", "b", "c"] })],
    ["a subset called all", () => evaluateRun([], truth, { subsets: { all: new Set() } })],
  ])("refuses %s", (_, attempt) => expect(attempt).toThrow(ArgumentError));
});

describe("relation: whole rankings, top lists with the rank beside them, and permuted turns score alike", () => {
  it("on random scores with ties", () => {
    const ids = Array.from({ length: 12 }, (_, row) => `t${row}`);
    const scores = fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 12, maxLength: 12 });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(scores, fc.nat(11)), { minLength: 1, maxLength: 6 }),
        fc.nat(12),
        (turns, keep) => {
          const truths = turns.map(([, row], index) => ({
            ...key(`d${index % 2}`, index + 1),
            trackId: ids[row]!,
          }));
          const runOf = (count: number) =>
            turns.map(([values, row], index): RunTurn => {
              const rows = [...topRows(values, count)];
              return {
                ...key(`d${index % 2}`, index + 1),
                ranked: rows.map((place) => ids[place]!),
                scores: rows.map((place) => values[place]!),
                ...(count < 12 && { rankOfTruth: rankFromScores(values, row) }),
              };
            });
          const whole = evaluateRun(runOf(12), truths, { catalogue: ids });
          const cut = evaluateRun(runOf(keep), truths, { catalogue: ids });
          const backwards = evaluateRun(runOf(12).toReversed(), truths, { catalogue: ids });
          expect(cut.turns).toEqual(whole.turns);
          expect(backwards.subsets).toEqual(whole.subsets);
        },
      ),
    );
  });
});
