import { uniformInt } from "pure-rand/distribution/uniformInt";
import { mersenne } from "pure-rand/generator/mersenne";
import type { RandomGenerator } from "pure-rand/types/RandomGenerator";
import type { TooLong } from "./cut-document.ts";
import { fillBatch, type PackedBatch, type PackedRow } from "./packed-batch.ts";
import { packWindow } from "./pack-window.ts";
import { emptyPackingReport, type PackingReport } from "./packing-report.ts";
import type { DocumentSource, TrainingDocument } from "./training-document.ts";

/** Options of `BatchStream`. */
export interface BatchStreamOptions {
  /**
   * What to learn from. An array is shuffled anew each epoch. A function is called with the epoch's number, from 0, and
   * must supply the same documents for the same number, or a resumed run reads other data than an uninterrupted one.
   */
  documents: DocumentSource;
  /** Rows of a batch. */
  rows: number;
  /** Positions of a row. The paper trains with a context of 1,024. */
  time: number;
  /**
   * Of the shuffles.
   * @default 0
   */
  seed?: number;
  /**
   * What to do with documents of more than `time` + 1 ids; `report` counts them.
   * @default "split"
   */
  tooLong?: TooLong;
  /**
   * Documents that are read, packed and shuffled together. More fill rows better and cost memory.
   * @default 2048
   */
  window?: number;
}

/** Where a stream stands: plain numbers, to be saved with a checkpoint. */
export interface BatchPosition {
  /** From 0. */
  epoch: number;
  /** Rows of the epoch that have been handed out. */
  row: number;
  /** Of the stream. */
  seed: number;
  /** Tokens in a row. */
  time: number;
}

/** A stream over data in which nothing can be learned, or a position of another stream. */
export class BatchStreamError extends Error {
  override readonly name = "BatchStreamError";
}

/**
 * Endless packed batches: epochs follow each other without a gap, so that every batch is full. Its order depends on the
 * seed and the epoch alone, so a position is enough to go on exactly where another run stopped.
 */
export class BatchStream {
  /** Counts since this stream was made or last moved. */
  report: PackingReport = emptyPackingReport();
  readonly #options: Required<BatchStreamOptions>;
  #position: BatchPosition;
  #rows: Iterator<PackedRow>;

  constructor(options: BatchStreamOptions) {
    this.#options = { seed: 0, tooLong: "split", window: 2048, ...options };
    const { seed, time } = this.#options;
    this.#position = { epoch: 0, row: 0, seed, time };
    this.#rows = this.#epoch(0);
  }

  /** Where the next batch begins. */
  get position(): BatchPosition {
    return { ...this.#position };
  }

  /**
   * Moves to a position that another stream over the same data was at.
   *
   * @throws BatchStreamError if that stream had another seed or row length, or its epoch was longer
   */
  seek(position: BatchPosition): void {
    const { seed, time } = this.#options;
    if (position.seed !== seed || position.time !== time) {
      throw new BatchStreamError(
        `The position is one of seed ${position.seed} and time ${position.time}, this stream has seed ${seed} and ` +
          `time ${time}: resume with the options that the run began with.`,
      );
    }
    this.report = emptyPackingReport();
    this.#rows = this.#epoch(position.epoch);
    for (let row = 0; row < position.row; row++) {
      if (this.#rows.next().done) {
        throw new BatchStreamError(
          `Epoch ${position.epoch} has ${row} rows, the position is row ${position.row}: the documents are not those ` +
            "of the run that is resumed.",
        );
      }
    }
    this.#position = { ...position };
  }

  /** @throws TrainingDocumentError; BatchStreamError if an epoch has no document with a weight */
  next(): PackedBatch {
    const packed: PackedRow[] = [];
    while (packed.length < this.#options.rows) {
      const { value, done } = this.#rows.next();
      if (!done) {
        packed.push(value);
        this.#position.row++;
        continue;
      }
      if (this.#position.row === 0) {
        throw new BatchStreamError(
          `Epoch ${this.#position.epoch} holds nothing to learn: no id has a weight.`,
        );
      }
      this.#position.epoch++;
      this.#position.row = 0;
      this.#rows = this.#epoch(this.#position.epoch);
    }
    return fillBatch(packed, this.#options.time);
  }

  *#epoch(epoch: number): Generator<PackedRow, undefined> {
    const { documents, seed, time, tooLong, window } = this.#options;
    const random = mersenne(seed ^ Math.imul(epoch + 1, 0x9e3779b9));
    const source = typeof documents === "function" ? documents(epoch) : shuffled(documents, random);
    for (const inMemory of windows(source, window)) {
      const rows = packWindow(inMemory, { time, tooLong, report: this.report });
      yield* shuffled(rows, random);
    }
    return undefined;
  }
}

function* windows(documents: Iterable<TrainingDocument>, size: number): Generator<TrainingDocument[]> {
  let window: TrainingDocument[] = [];
  for (const document of documents) {
    window.push(document);
    if (window.length < size) continue;
    yield window;
    window = [];
  }
  if (window.length > 0) yield window;
}

/** Fisher and Yates's shuffle, of a copy. */
function shuffled<Item>(items: readonly Item[], random: RandomGenerator): Item[] {
  const copy = [...items];
  for (let last = copy.length - 1; last > 0; last--) {
    const other = uniformInt(random, 0, last);
    [copy[last], copy[other]] = [copy[other]!, copy[last]!];
  }
  return copy;
}
