import type { TruthTurn } from "./run.ts";
import type { ParseOptions } from "./run-file.ts";
import { parseJsonLine, parseText, parseTurnKey } from "./turn-key.ts";
import type { LinePlace } from "./turn-key.ts";

/**
 * Reads the truth from JSONL text, one turn a line: `{"turnId":"d1#1","dialogueId":"d1","turn":1,"trackId":"a"}`.
 * Blank lines are skipped.
 *
 * @throws {RunFileError} naming the file and line of the first line that is not a turn.
 */
export function parseTruth(text: string, { file = "truth" }: ParseOptions = {}): TruthTurn[] {
  const truth: TruthTurn[] = [];
  for (const [index, line] of text.split("\n").entries())
    if (line.trim() !== "") truth.push(parseTruthLine(line, { file, line: index + 1 }));
  return truth;
}

/** One line of {@link parseTruth}, for readers that stream. @throws {RunFileError} */
export function parseTruthLine(text: string, place: LinePlace): TruthTurn {
  return parseTruthRow(parseJsonLine(text, place), place);
}

/** A turn from its fields, whichever file they came from. @throws {RunFileError} */
export function parseTruthRow(object: Record<string, unknown>, place: LinePlace): TruthTurn {
  return { ...parseTurnKey(object, place), trackId: parseText(object, "trackId", place) };
}

/** Writes the truth as JSONL text that {@link parseTruth} reads back equal. */
export function formatTruth(truth: Iterable<TruthTurn>): string {
  let text = "";
  for (const turn of truth) text += formatTruthLine(turn);
  return text;
}

/** One line of {@link formatTruth} with its line break. */
export function formatTruthLine({ turnId, dialogueId, turn, trackId }: TruthTurn): string {
  return `${JSON.stringify({ turnId, dialogueId, turn, trackId })}\n`;
}
