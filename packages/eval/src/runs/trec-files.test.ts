import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ArgumentError } from "../errors/argument-error.ts";
import { RunFileError } from "../errors/run-file-error.ts";
import { formatQrels, formatTrecRun, parseQrels, parseTrecRun } from "./trec-files.ts";

describe("unit: TREC files", () => {
  it("reads a run by its scores, whatever its ranks and order say", () => {
    const text = "d7#3 Q0 b 1 0.5 x\nd7#3\tQ0 a 2 2.5 x\n\nlone Q0 a 1 1 x\r\n";
    expect(parseTrecRun(text)).toEqual([
      { turnId: "d7#3", dialogueId: "d7", turn: 3, ranked: ["a", "b"], scores: [2.5, 0.5] },
      { turnId: "lone", dialogueId: "lone", turn: 1, ranked: ["a"], scores: [1] },
    ]);
  });

  it("reads qrels without the irrelevant", () => {
    expect(parseQrels("d#1 0 a 0\nd#1 0 b 1\n")).toEqual([
      { turnId: "d#1", dialogueId: "d", turn: 1, trackId: "b" },
    ]);
  });

  it("gives a list without scores those that keep its order", () => {
    const turn = { turnId: "d#1", dialogueId: "d", turn: 1, ranked: ["a", "b"] };
    expect(formatTrecRun([turn], { name: "mine" })).toBe("d#1 Q0 a 1 2 mine\nd#1 Q0 b 2 1 mine\n");
  });

  it.each([
    [() => parseTrecRun("ok Q0 a 1 1 x\nd Q0 a 1 x"), "run:2: a line has 6 columns, this one 5"],
    [() => parseTrecRun("d Q0 a 1 high x"), `run:1: the score must be a number, got "high"`],
    [() => parseQrels("d 0 a yes", { file: "q" }), `q:1: the relevance must be a whole number, got "yes"`],
    [() => parseQrels("d 0 a 1\nd 0 b 1"), `qrels:2: turn "d" has a second relevant track, "b"`],
  ])("names file and line: %#", (parse, message) => {
    expect(parse).toThrow(RunFileError);
    expect(parse).toThrow(message);
  });

  it.each([
    [
      "a track with a blank",
      () => formatTrecRun([{ turnId: "d", dialogueId: "d", turn: 1, ranked: ["a b"] }]),
    ],
    ["no track id", () => formatQrels([{ turnId: "d", dialogueId: "d", turn: 1, trackId: "" }])],
    [
      "a score of infinity",
      () => formatTrecRun([{ turnId: "d", dialogueId: "d", turn: 1, ranked: ["a"], scores: [Infinity] }]),
    ],
  ])("refuses to write %s", (_, write) => expect(write).toThrow(ArgumentError));
});

describe("relation: read back what was written", () => {
  const id = fc.stringMatching(/^[a-z0-9:/]{1,8}$/);
  const key = fc.record({ dialogueId: id, turn: fc.integer({ min: 1, max: 9 }) });
  const keyed = key.map((parts) => ({ ...parts, turnId: `${parts.dialogueId}#${parts.turn}` }));

  it("runs and truths of unique turns", () => {
    const pairs = fc.uniqueArray(fc.tuple(id, fc.double({ noNaN: true, min: -1e3, max: 1e3 })), {
      minLength: 1,
      selector: ([name]) => name,
    });
    const turn = fc.tuple(keyed, pairs).map(([parts, list]) => {
      const ordered = list.map(([name, score]) => [name, score + 0] as const).toSorted((a, b) => b[1] - a[1]);
      return { ...parts, ranked: ordered.map(([name]) => name), scores: ordered.map(([, score]) => score) };
    });
    const turns = fc.uniqueArray(turn, { selector: ({ turnId }) => turnId });
    fc.assert(
      fc.property(turns, (run) => {
        expect(parseTrecRun(formatTrecRun(run))).toEqual(run);
        const truth = run.map(({ turnId, dialogueId, turn: number, ranked }) => ({
          turnId,
          dialogueId,
          turn: number,
          trackId: ranked[0]!,
        }));
        expect(parseQrels(formatQrels(truth))).toEqual(truth);
      }),
    );
  });
});
