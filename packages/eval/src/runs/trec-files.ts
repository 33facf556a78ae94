import { ArgumentError } from "../errors/argument-error.ts";
import { RunFileError } from "../errors/run-file-error.ts";
import type { ParseOptions } from "./run-file.ts";
import type { RunTurn, TruthTurn, TurnKey } from "./run.ts";

/** Options of `formatTrecRun`. */
export interface FormatTrecOptions {
  /** The run's name, TREC's last column. @default "run" */
  name?: string;
}

/**
 * Reads a run in TREC's format, one ranked track a line: `turnId Q0 trackId rank score name`. As trec_eval does, the
 * score orders the list and equal scores are ties; the rank column is not looked at. A turn id `d7#3` is turn 3 of
 * dialogue `d7`; any other id is a dialogue of one turn. The format has no place for `rankOfTruth`.
 *
 * @throws {RunFileError} naming the file and line of the first line that is not one of a run.
 */
export function parseTrecRun(text: string, { file = "run" }: ParseOptions = {}): RunTurn[] {
  const turns = new Map<string, { id: string; score: number }[]>();
  for (const { fields, line } of trecLines(text, file, 6)) {
    const [turnId, , id, , score] = fields as [string, string, string, string, string];
    if (score === "" || !Number.isFinite(Number(score)))
      throw new RunFileError({ file, line, problem: `the score must be a number, got "${score}"` });
    const list = turns.get(turnId) ?? [];
    turns.set(turnId, list);
    list.push({ id, score: Number(score) });
  }
  return Array.from(turns, ([turnId, list]) => {
    const ordered = list.toSorted((a, b) => b.score - a.score);
    return {
      ...keyOf(turnId),
      ranked: ordered.map(({ id }) => id),
      scores: ordered.map(({ score }) => score),
    };
  });
}

/**
 * Writes a run in TREC's format. A turn without scores gets those that keep its order; one with an empty list has no
 * line, and is missing when the text is read back.
 *
 * @throws {ArgumentError} for an id with blanks, or a score that is not finite.
 */
export function formatTrecRun(run: Iterable<RunTurn>, { name = "run" }: FormatTrecOptions = {}): string {
  checkField("name", name);
  let text = "";
  for (const { turnId, ranked, scores } of run) {
    checkField(`turn "${turnId}"`, turnId);
    for (const [place, id] of ranked.entries()) {
      checkField(`turn "${turnId}", track "${id}"`, id);
      const score = scores ? scores[place] : ranked.length - place;
      if (!Number.isFinite(score))
        throw new ArgumentError({
          argument: `turn "${turnId}".scores`,
          expected: "finite numbers",
          got: score,
        });
      text += `${turnId} Q0 ${id} ${place + 1} ${score} ${name}\n`;
    }
  }
  return text;
}

/**
 * Reads the truth from TREC's qrels, one judgement a line: `turnId 0 trackId relevance`. Judgements of 0 or less are
 * left out. Turn ids are read as by {@link parseTrecRun}.
 *
 * @throws {RunFileError} naming the file and line of the first line that is not a judgement, and of a turn's second
 *   relevant track: here a turn has one.
 */
export function parseQrels(text: string, { file = "qrels" }: ParseOptions = {}): TruthTurn[] {
  const truth = new Map<string, TruthTurn>();
  for (const { fields, line } of trecLines(text, file, 4)) {
    const [turnId, , trackId, relevance] = fields as [string, string, string, string];
    if (!/^-?\d+$/.test(relevance))
      throw new RunFileError({
        file,
        line,
        problem: `the relevance must be a whole number, got "${relevance}"`,
      });
    if (Number(relevance) <= 0) continue;
    if (truth.has(turnId))
      throw new RunFileError({
        file,
        line,
        problem: `turn "${turnId}" has a second relevant track, "${trackId}"`,
      });
    truth.set(turnId, { ...keyOf(turnId), trackId });
  }
  return [...truth.values()];
}

/** Writes the truth as TREC's qrels. @throws {ArgumentError} for an id with blanks. */
export function formatQrels(truth: Iterable<TruthTurn>): string {
  let text = "";
  for (const { turnId, trackId } of truth) {
    checkField(`turn "${turnId}"`, turnId);
    checkField(`turn "${turnId}", track "${trackId}"`, trackId);
    text += `${turnId} 0 ${trackId} 1\n`;
  }
  return text;
}

function* trecLines(text: string, file: string, columns: number) {
  for (const [index, content] of text.split("\n").entries()) {
    const fields = content.trim().split(/\s+/);
    if (fields[0] === "") continue;
    const line = index + 1;
    if (fields.length !== columns)
      throw new RunFileError({
        file,
        line,
        problem: `a line has ${columns} columns, this one ${fields.length}`,
      });
    yield { fields, line };
  }
}

function keyOf(turnId: string): TurnKey {
  const [, dialogueId, turn] = /^(.+)#([1-9]\d*)$/.exec(turnId) ?? [];
  return dialogueId === undefined
    ? { turnId, dialogueId: turnId, turn: 1 }
    : { turnId, dialogueId, turn: Number(turn) };
}

function checkField(argument: string, value: string): void {
  if (value === "" || /\s/.test(value))
    throw new ArgumentError({
      argument,
      expected: "a text without blanks, as TREC's columns are",
      got: `"${value}"`,
    });
}
