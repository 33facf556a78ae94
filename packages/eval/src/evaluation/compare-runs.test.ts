import { describe, expect, it } from "vitest";
import { ArgumentError } from "../errors/argument-error.ts";
import type { RunTurn, TruthTurn } from "../runs/run.ts";
import { compareRuns } from "./compare-runs.ts";
import { evaluateRun } from "./evaluate-run.ts";

const truth: TruthTurn[] = Array.from({ length: 12 }, (_, dialogue) => ({
  turnId: `d${dialogue}#1`,
  dialogueId: `d${dialogue}`,
  turn: 1,
  trackId: "a",
}));

const evaluationOf = (ranked: (dialogue: number) => string[]) =>
  evaluateRun(
    truth.map(
      ({ turnId, dialogueId, turn }, dialogue): RunTurn => ({
        turnId,
        dialogueId,
        turn,
        ranked: ranked(dialogue),
      }),
    ),
    truth,
    { subsets: { first: (turn) => turn.turnId === "d0#1" } },
  );

const good = evaluationOf(() => ["a"]);
const poor = evaluationOf((dialogue) => (dialogue % 3 === 0 ? ["a"] : ["b", "a"]));

describe("unit: comparing runs", () => {
  it("of 12 dialogues, 8 of which favour the first by 1/2: difference 1/3, exact p = 2/2^8", () => {
    const comparison = compareRuns(good, poor, { seed: 1 });
    expect(comparison).toMatchObject({ metric: "mrr", subset: "all", turns: 12, dialogues: 12, first: 1 });
    expect(comparison.difference).toBeCloseTo(1 / 3, 12);
    expect(comparison.second).toBeCloseTo(2 / 3, 12);
    expect(comparison.pValue).toBe(2 / 2 ** 8);
    expect(comparison.interval.low).toBeGreaterThan(0);
  });

  it("turns its sign with its arguments", () => {
    const forwards = compareRuns(good, poor, { seed: 1, metric: "hitAt1" });
    const backwards = compareRuns(poor, good, { seed: 1, metric: "hitAt1" });
    expect(backwards.difference).toBe(-forwards.difference);
    expect(backwards.pValue).toBe(forwards.pValue);
  });

  it.each([
    ["other turns", () => compareRuns(good, evaluateRun([], truth.slice(1)), { seed: 1 })],
    [
      "other tracks",
      () =>
        compareRuns(
          good,
          evaluateRun(
            [],
            truth.map((turn) => ({ ...turn, trackId: "z" })),
          ),
          { seed: 1 },
        ),
    ],
    ["an unknown subset", () => compareRuns(good, poor, { seed: 1, subset: "cold" })],
    ["one dialogue", () => compareRuns(good, poor, { seed: 1, subset: "first" })],
  ])("refuses %s", (_, attempt) => expect(attempt).toThrow(ArgumentError));
});
