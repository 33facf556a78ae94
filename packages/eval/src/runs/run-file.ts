import { ArgumentError } from "../errors/argument-error.ts";
import { RunFileError } from "../errors/run-file-error.ts";
import type { TieRank } from "../metrics/tie-rank.ts";
import type { RunTurn } from "./run.ts";
import { parseJsonLine, parseTurnKey } from "./turn-key.ts";
import type { LinePlace } from "./turn-key.ts";

/** Options of `parseRun` and `parseTruth`. */
export interface ParseOptions {
  /** Name for errors. @default "run" or "truth" */
  file?: string;
}

/**
 * Reads a run from JSONL text, one turn a line:
 * `{"turnId":"d1#1","dialogueId":"d1","turn":1,"ranked":["a","b"],"scores":[2,1],"rankOfTruth":{"better":0,"tied":1}}`
 * (`scores` and `rankOfTruth` optional). Blank lines are skipped.
 *
 * @throws {RunFileError} naming the file and line of the first line that is not a turn.
 */
export function parseRun(text: string, { file = "run" }: ParseOptions = {}): RunTurn[] {
  const run: RunTurn[] = [];
  for (const [index, line] of text.split("\n").entries())
    if (line.trim() !== "") run.push(parseRunLine(line, { file, line: index + 1 }));
  return run;
}

/** One line of {@link parseRun}, for readers that stream. @throws {RunFileError} */
export function parseRunLine(text: string, place: LinePlace): RunTurn {
  return parseRunRow(parseJsonLine(text, place), place);
}

/** A turn from its fields, whichever file they came from. @throws {RunFileError} */
export function parseRunRow(object: Record<string, unknown>, place: LinePlace): RunTurn {
  const turn: RunTurn = { ...parseTurnKey(object, place), ranked: parseRanked(object["ranked"], place) };
  if (object["scores"] !== undefined) turn.scores = parseScores(object["scores"], turn.ranked.length, place);
  if (object["rankOfTruth"] !== undefined) turn.rankOfTruth = parseRank(object["rankOfTruth"], place);
  return turn;
}

/**
 * Writes a run as JSONL text that {@link parseRun} reads back equal.
 *
 * @throws {ArgumentError} if a score is not finite: JSON has no infinity.
 */
export function formatRun(run: Iterable<RunTurn>): string {
  let text = "";
  for (const turn of run) text += formatRunLine(turn);
  return text;
}

/** One line of {@link formatRun} with its line break. @throws {ArgumentError} if a score is not finite. */
export function formatRunLine({ turnId, dialogueId, turn, ranked, scores, rankOfTruth }: RunTurn): string {
  const unwritable = scores?.find((score) => !Number.isFinite(score));
  if (unwritable !== undefined)
    throw new ArgumentError({
      argument: `turn "${turnId}".scores`,
      expected: "finite numbers",
      got: unwritable,
    });
  return `${JSON.stringify({ turnId, dialogueId, turn, ranked, scores, rankOfTruth })}\n`;
}

function parseRanked(value: unknown, place: LinePlace): string[] {
  if (!Array.isArray(value) || !value.every((id) => typeof id === "string"))
    throw new RunFileError({ ...place, problem: `"ranked" must be a list of track ids` });
  return value;
}

function parseScores(value: unknown, length: number, place: LinePlace): number[] {
  if (!Array.isArray(value) || !value.every((score) => typeof score === "number"))
    throw new RunFileError({ ...place, problem: `"scores" must be a list of numbers` });
  if (value.length !== length)
    throw new RunFileError({
      ...place,
      problem: `"scores" has ${value.length} entries for ${length} ranked ids`,
    });
  return value;
}

function parseRank(value: unknown, place: LinePlace): TieRank {
  const { better, tied } = (value ?? {}) as Partial<TieRank>;
  if (!Number.isInteger(better) || better! < 0 || !Number.isInteger(tied) || tied! < 1)
    throw new RunFileError({
      ...place,
      problem: `"rankOfTruth" must be {"better": whole number from 0, "tied": whole number from 1}`,
    });
  return { better: better!, tied: tied! };
}
