import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { RunFileError } from "../errors/run-file-error.ts";
import { formatRun, parseRun } from "./run-file.ts";
import { formatTruth, parseTruth } from "./truth-file.ts";

const name = fc.string({ minLength: 1 });
const keyOf = { turnId: name, dialogueId: name, turn: fc.integer({ min: 1 }) };
const score = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0); // JSON has no -0

describe("relation: what is written reads back equal", () => {
  it("run", () => {
    const ranking = fc
      .array(fc.tuple(name, score))
      .map((pairs) => ({ ranked: pairs.map(([id]) => id), scores: pairs.map(([, value]) => value) }));
    const rankOfTruth = fc.record({ better: fc.nat(), tied: fc.integer({ min: 1 }) });
    const turn = fc
      .tuple(fc.record(keyOf), ranking, fc.option(rankOfTruth, { nil: undefined }))
      .map(([key, ranked, rank]) => ({ ...key, ...ranked, ...(rank && { rankOfTruth: rank }) }));
    fc.assert(fc.property(fc.array(turn), (run) => void expect(parseRun(formatRun(run))).toEqual(run)));
  });

  it("truth", () => {
    const turn = fc.record({ ...keyOf, trackId: name });
    fc.assert(
      fc.property(fc.array(turn), (truth) => void expect(parseTruth(formatTruth(truth))).toEqual(truth)),
    );
  });
});

describe("unit: run file errors name file and line", () => {
  const good = `{"turnId":"d#1","dialogueId":"d","turn":1,"ranked":[]}`;

  it.each([
    ["{", "not JSON"],
    ["[]", "not a JSON object"],
    [`{"dialogueId":"d","turn":1,"ranked":[]}`, `"turnId" must be`],
    [`{"turnId":"t","dialogueId":"","turn":1,"ranked":[]}`, `"dialogueId" must be`],
    [`{"turnId":"t","dialogueId":"d","turn":0,"ranked":[]}`, `"turn" must be`],
    [`{"turnId":"t","dialogueId":"d","turn":1}`, `"ranked" must be`],
    [`{"turnId":"t","dialogueId":"d","turn":1,"ranked":[1]}`, `"ranked" must be`],
    [`{"turnId":"t","dialogueId":"d","turn":1,"ranked":["a"],"scores":["1"]}`, `"scores" must be`],
    [
      `{"turnId":"t","dialogueId":"d","turn":1,"ranked":["a"],"scores":[1,2]}`,
      `"scores" has 2 entries for 1`,
    ],
    [
      `{"turnId":"t","dialogueId":"d","turn":1,"ranked":[],"rankOfTruth":{"better":1}}`,
      `"rankOfTruth" must be`,
    ],
    [`{"turnId":"t","dialogueId":"d","turn":1,"ranked":[],"rankOfTruth":null}`, `"rankOfTruth" must be`],
  ])("%s", (line, problem) => {
    const attempt = () => parseRun(`${good}\r\n\n${line}\n`, { file: "a.jsonl" });
    expect(attempt).toThrow(RunFileError);
    expect(attempt).toThrow(`a.jsonl:3: ${problem}`);
  });

  it("a truth without its track", () => {
    expect(() => parseTruth(good)).toThrow(`truth:1: "trackId" must be a non-empty string`);
  });

  it("a score that JSON cannot hold", () => {
    const turn = { turnId: "d#1", dialogueId: "d", turn: 1, ranked: ["a"], scores: [-Infinity] };
    expect(() => formatRun([turn])).toThrow(`turn "d#1".scores must be finite numbers, got -Infinity`);
  });
});
