import type { TooLong } from "./cut-document.ts";
import { fillBatch, type PackedBatch } from "./packed-batch.ts";
import { packWindow } from "./pack-window.ts";
import { emptyPackingReport, type PackingReport } from "./packing-report.ts";
import type { TrainingDocument } from "./training-document.ts";

/** Options of `packDocuments`. */
export interface PackDocumentsOptions {
  documents: readonly TrainingDocument[];
  /** Rows of a batch; the last batch may have fewer. */
  rows: number;
  /** Positions of a row. */
  time: number;
  /**
   * What to do with documents of more than `time` + 1 ids.
   * @default "split"
   */
  tooLong?: TooLong;
}

/**
 * All documents once, packed as tightly as they go: what validation reads.
 *
 * @throws TrainingDocumentError
 */
export function packDocuments(options: PackDocumentsOptions): {
  batches: PackedBatch[];
  report: PackingReport;
} {
  const { documents, rows, time, tooLong = "split" } = options;
  const report = emptyPackingReport();
  const packed = packWindow(documents, { time, tooLong, report });
  const batches: PackedBatch[] = [];
  for (let start = 0; start < packed.length; start += rows) {
    batches.push(fillBatch(packed.slice(start, start + rows), time));
  }
  return { batches, report };
}
