import { TrainingDocumentError, type TrainingDocument } from "./training-document.ts";
import type { PackingReport } from "./packing-report.ts";

/**
 * What to do with a document longer than a row: "split" into pieces, each label kept but seen with the context of its
 * own piece only; "truncate-left" keeps the end; "error" refuses.
 */
export type TooLong = "split" | "truncate-left" | "error";

/** A stretch of a document that fits a row: inputs ids[start … end − 1], targets ids[start + 1 … end]. */
export interface Piece {
  document: TrainingDocument;
  start: number;
  end: number;
}

/**
 * The pieces of a document for rows of `time` positions; what is lost is counted in `report`.
 *
 * A document of n ids takes n − 1 positions, as its last id is only ever a target. Ids after the last one that has a
 * weight predict nothing that counts, so they take none.
 */
export function cutDocument(
  document: TrainingDocument,
  index: number,
  options: { time: number; tooLong: TooLong; report: PackingReport },
): Piece[] {
  const { time, tooLong, report } = options;
  const end = lastWeighted(document, 1, document.ids.length - 1);
  report.documents++;
  if (end === undefined) {
    report.withoutLabels++;
    return [];
  }
  if (end <= time) return [{ document, start: 0, end }];
  if (tooLong === "error") {
    throw new TrainingDocumentError(index, `at most ${time + 1} ids (tooLong is "error")`, `${end + 1}`);
  }
  if (tooLong === "truncate-left") {
    report.truncated++;
    report.truncatedTokens += end - time;
    return [{ document, start: end - time, end }];
  }
  report.split++;
  const pieces: Piece[] = [];
  for (let start = 0; start < end; start += time) {
    const pieceEnd = lastWeighted(document, start + 1, Math.min(start + time, end));
    if (pieceEnd !== undefined) pieces.push({ document, start, end: pieceEnd });
  }
  return pieces;
}

/** The last of the ids first … last that has a weight. */
function lastWeighted({ weights }: TrainingDocument, first: number, last: number): number | undefined {
  for (let i = last; i >= first; i--) if (weights[i]! > 0) return i;
  return undefined;
}
