import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BatchStream } from "./batch-stream.ts";
import { packDocuments } from "./pack-documents.ts";
import type { PackedBatch } from "./packed-batch.ts";
import { TrainingDocumentError, type TrainingDocument } from "./training-document.ts";

const range = (length: number, start = 0) => Array.from({ length }, (_, i) => start + i);

/** A document whose ids are all its own, every one but the first to be predicted. */
const documentOf = (length: number, start: number, group?: string): TrainingDocument => ({
  ids: range(length, start),
  weights: range(length).map((i) => (i === 0 ? 0 : 1)),
  ...(group !== undefined && { group }),
});

/** The (input, target, weight, position, group) of every position that holds a token. */
function positionsOf(batches: readonly PackedBatch[]) {
  return batches.flatMap((batch) =>
    [...batch.segments.keys()]
      .filter((place) => batch.segments[place]! > 0)
      .map((place) => ({
        input: batch.ids[place]!,
        target: batch.targets[place]!,
        weight: batch.weights[place]!,
        position: batch.positions[place]!,
        group: batch.groups[batch.group[place]!]!,
      })),
  );
}

/** Input ids of the stream's next batches. */
const read = (stream: BatchStream, batches: number) => range(batches).map(() => [...stream.next().ids]);

const pack = (document: TrainingDocument) => () =>
  packDocuments({ documents: [documentOf(3, 0), document], rows: 1, time: 4 });

describe("packDocuments", () => {
  it("unit: two documents side by side, targets shifted, the last id only a target", () => {
    const { batches, report } = packDocuments({
      documents: [
        { ids: [1, 2, 3, 4], weights: [0, 0, 1, 0.5] },
        { ids: [5, 6, 7], weights: [9, 1, 1], group: "playlist" },
      ],
      rows: 1,
      time: 6,
    });
    expect(batches).toEqual([
      {
        rows: 1,
        time: 6,
        ids: Int32Array.of(1, 2, 3, 5, 6, 0),
        targets: Int32Array.of(2, 3, 4, 6, 7, 0),
        weights: Float32Array.of(0, 1, 0.5, 1, 1, 0),
        segments: Int32Array.of(1, 1, 1, 2, 2, 0),
        positions: Int32Array.of(0, 1, 2, 0, 1, 0),
        group: Uint8Array.of(0, 0, 0, 1, 1, 0),
        groups: ["conversation", "playlist"],
        realTokens: 5,
        labelledTokens: 4,
      },
    ]);
    expect(report).toMatchObject({ documents: 2, rows: 1, realTokens: 5, fill: 5 / 6 });
  });

  it("unit: ids after the last weight take no room, documents without weights none at all", () => {
    const { batches, report } = packDocuments({
      documents: [
        { ids: [1, 2, 3, 4, 5], weights: [0, 1, 0, 0, 0] },
        { ids: [6, 7, 8], weights: [1, 0, 0] },
        { ids: [9], weights: [1] },
      ],
      rows: 1,
      time: 8,
    });
    expect(positionsOf(batches).map(({ input }) => input)).toEqual([1]);
    expect(report).toMatchObject({ documents: 3, withoutLabels: 2, realTokens: 1 });
  });

  it("unit: a long document is split with every label kept", () => {
    const { batches, report } = packDocuments({ documents: [documentOf(8, 0)], rows: 4, time: 3 });
    const positions = positionsOf(batches);
    expect(positions.map(({ target }) => target).toSorted()).toEqual(range(7, 1));
    expect(
      positions.every(({ input, target, position }) => target === input + 1 && position === input % 3),
    ).toBe(true);
    expect(report).toMatchObject({ split: 1, truncated: 0 });
  });

  it("unit: or its beginning is cut off, or it is refused", () => {
    const options = { documents: [documentOf(3, 0), documentOf(8, 20)], rows: 4, time: 3 };
    const { batches, report } = packDocuments({ ...options, tooLong: "truncate-left" });
    expect(positionsOf(batches).map(({ target }) => target)).toEqual([25, 26, 27, 1, 2]);
    expect(report).toMatchObject({ split: 0, truncated: 1, truncatedTokens: 4 });
    expect(() => packDocuments({ ...options, tooLong: "error" })).toThrow(
      /document 1: expected at most 4 ids/,
    );
  });

  it("unit: a document that cannot be trained on is named", () => {
    expect(pack({ ids: [1, 2], weights: [1] })).toThrow(/document 1: expected a weight for each of 2 ids/);
    expect(pack({ ids: [1, -2], weights: [1, 1] })).toThrow(TrainingDocumentError);
    expect(pack({ ids: [1, 2.5], weights: [1, 1] })).toThrow(/2.5 at 1/);
    expect(pack({ ids: [1, 2], weights: [0, -1] })).toThrow(/-1 at 1/);
    expect(pack({ ids: [1, 2], weights: [0, Number.NaN] })).toThrow(TrainingDocumentError);
  });

  it("relation: any documents come back whole, once, within the rows", () => {
    const lengths = fc.array(fc.integer({ min: 2, max: 30 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(
        lengths,
        fc.integer({ min: 4, max: 24 }),
        fc.integer({ min: 1, max: 4 }),
        (sizes, time, rows) => {
          const documents = sizes.map((length, i) =>
            documentOf(length, 100 * i, i % 2 ? "playlist" : "conversation"),
          );
          const { batches, report } = packDocuments({ documents, rows, time });
          const positions = positionsOf(batches);
          const expected = documents.flatMap(({ ids }) => range(ids.length - 1, ids[0]!));
          expect(positions.map(({ input }) => input).toSorted((a, b) => a - b)).toEqual(expected);
          for (const { input, target, weight, group } of positions) {
            expect(target).toBe(input + 1);
            expect(weight).toBe(1);
            expect(group).toBe(Math.floor(input / 100) % 2 ? "playlist" : "conversation");
          }
          expect(report.realTokens).toBe(expected.length);
          expect(batches.every((batch) => batch.rows <= rows && batch.ids.length === batch.rows * time)).toBe(
            true,
          );
        },
      ),
    );
  });
});

describe("BatchStream", () => {
  const documents = range(60).map((i) => documentOf(2 + (i % 7), 10 * i));
  const options = { documents, rows: 2, time: 16, seed: 5, window: 25 };

  it("relation: the same seed gives the same batches, another seed or epoch others", () => {
    expect(read(new BatchStream(options), 20)).toEqual(read(new BatchStream(options), 20));
    expect(read(new BatchStream(options), 3)).not.toEqual(read(new BatchStream({ ...options, seed: 6 }), 3));
    const twelve = documents.slice(0, 12);
    const { report } = packDocuments({ documents: twelve, rows: 1, time: 16 });
    const stream = new BatchStream({ ...options, documents: twelve, rows: 1 });
    expect(read(stream, report.rows)).not.toEqual(read(stream, report.rows));
  });

  it("relation: each epoch holds every document once, and batches are always full", () => {
    const stream = new BatchStream({ ...options, rows: 1 });
    const seen = new Map<number, number[]>();
    for (let batch = stream.next(); stream.position.epoch < 2; batch = stream.next()) {
      const { epoch } = stream.position;
      seen.set(epoch, [...(seen.get(epoch) ?? []), ...positionsOf([batch]).map(({ input }) => input)]);
      expect(batch.rows).toBe(1);
    }
    const expected = documents.flatMap(({ ids }) => range(ids.length - 1, ids[0]!));
    for (const epoch of [0, 1]) expect(seen.get(epoch)!.toSorted((a, b) => a - b)).toEqual(expected);
  });

  it("relation: from a saved position it goes on as if never stopped, across epochs", () => {
    for (const stopAt of [0, 1, 7, 30]) {
      const whole = new BatchStream(options);
      read(whole, stopAt);
      const position = JSON.parse(JSON.stringify(whole.position));
      const resumed = new BatchStream(options);
      resumed.seek(position);
      expect(read(resumed, 12)).toEqual(read(whole, 12));
      expect(resumed.position).toEqual(whole.position);
    }
  });

  it("unit: a function supplies each epoch's documents", () => {
    const asked: number[] = [];
    const stream = new BatchStream({
      documents: (epoch) => {
        asked.push(epoch);
        return [documentOf(4, 100 * epoch)];
      },
      rows: 1,
      time: 3,
    });
    expect(read(stream, 3)).toEqual([range(3), range(3, 100), range(3, 200)]);
    expect(asked).toEqual([0, 1, 2]);
    expect(stream.report).toMatchObject({ documents: 3, rows: 3, fill: 1 });
  });

  it("unit: another stream's position and data without anything to learn are refused", () => {
    const stream = new BatchStream(options);
    expect(() => stream.seek({ ...stream.position, seed: 1 })).toThrow(/seed 1/);
    expect(() => stream.seek({ ...stream.position, row: 1000 })).toThrow(/Epoch 0 has \d+ rows/);
    const empty = new BatchStream({ documents: [{ ids: [1, 2], weights: [1, 0] }], rows: 1, time: 4 });
    expect(() => empty.next()).toThrow(/nothing to learn/);
  });

  it("unit: rows are at least 95 % full of documents much shorter than they", () => {
    const short = range(2000).map((i) => documentOf(20 + ((i * 37) % 100), i));
    const stream = new BatchStream({ documents: short, rows: 8, time: 512 });
    read(stream, 10);
    expect(stream.report.fill).toBeGreaterThan(0.95);
  });
});
