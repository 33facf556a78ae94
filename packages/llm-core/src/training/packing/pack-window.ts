import { cutDocument, type Piece, type TooLong } from "./cut-document.ts";
import { fitRows } from "./fit-rows.ts";
import type { PackedRow } from "./packed-batch.ts";
import type { PackingReport } from "./packing-report.ts";
import { checkDocument, type TrainingDocument } from "./training-document.ts";

/**
 * Packs documents that are in memory into rows of `time` positions, and counts what happened in `report`.
 *
 * @throws TrainingDocumentError
 */
export function packWindow(
  documents: readonly TrainingDocument[],
  options: { time: number; tooLong: TooLong; report: PackingReport },
): PackedRow[] {
  const { time, report } = options;
  const pieces = documents.flatMap((document): Piece[] => {
    checkDocument(document, report.documents);
    return cutDocument(document, report.documents, options);
  });
  const rows = fitRows(pieces, time);
  report.rows += rows.length;
  for (const { start, end } of pieces) report.realTokens += end - start;
  report.fill = report.rows === 0 ? 0 : report.realTokens / (report.rows * time);
  return rows;
}
