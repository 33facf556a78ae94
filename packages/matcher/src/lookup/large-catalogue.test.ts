import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createCodeIndex } from "../code-index/create-code-index.ts";
import { scan } from "../code-index/fixtures/scan.ts";
import { createBitmap } from "../filters/bitmap.ts";

/** A repeatable stream of numbers in [0, 1). */
function numbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Codes skewed to the low ones; with correlation, a track often takes all codes of an earlier one, or all but one. */
function catalogue({
  seed,
  tracks,
  modalities,
  clusters,
}: {
  seed: number;
  tracks: number;
  modalities: number;
  clusters: number;
}) {
  const random = numbers(seed);
  const draw = () => Math.floor(clusters * random() ** 3);
  const codes = new Uint16Array(tracks * modalities);
  for (let row = 0; row < tracks; row++) {
    const like = row > 0 && random() < 0.3 ? Math.floor(random() * row) : -1;
    for (let m = 0; m < modalities; m++)
      codes[row * modalities + m] = like < 0 || random() < 0.1 ? draw() : codes[like * modalities + m]!;
  }
  return { codes, draw };
}

const every = (n: number) => (row: number) => row % n === 0;

const plain = ({ id, score, matched }: { id: string; score: number; matched: readonly string[] }) => ({
  id,
  score,
  matched,
});

/** Larger than a scanned chunk and than what a bucket holds, so that every way of the search is taken. */
const cases = fc.record({
  seed: fc.nat(),
  tracks: fc.integer({ min: 1000, max: 12_000 }),
  clusters: fc.constantFrom(2, 5, 30, 300),
  // As they come, and as they mostly are: the first modalities the most important.
  weights: fc
    .integer({ min: 1, max: 6 })
    .chain((length) =>
      fc.array(fc.constantFrom(1, 2, 3, 4, 9, 16, 25), { minLength: length, maxLength: length }),
    )
    .chain((weights) =>
      fc.constantFrom(
        weights,
        weights.toSorted((a, b) => b - a),
      ),
    ),
  limit: fc.constantFrom(1, 10, 100, 1000, Infinity),
});

describe("lookup in a large catalogue", () => {
  it("relation: equal to a scan, plain, with exclusions, and under filters of any density", () => {
    fc.assert(
      fc.property(cases, ({ seed, tracks, clusters, weights, limit }) => {
        const modalities = weights.map((_, m) => `m${m}`);
        const { codes, draw } = catalogue({ seed, tracks, clusters, modalities: weights.length });
        const index = createCodeIndex({ codes, modalities, weights });
        const own = Math.floor(tracks / 3) * weights.length;
        for (const code of [weights.map(draw), [...codes.subarray(own, own + weights.length)]]) {
          const exclude = index.lookup(code, { limit: 5 }).map(({ id }) => id);
          expect(index.lookup(code, { limit })).toEqual(
            scan({ codes, modalities, weights }, code, { limit }),
          );
          for (const filter of [every(2), every(500)]) {
            const truth = scan({ codes, modalities, weights }, code, { limit, exclude, filter });
            expect(index.lookup(code, { limit, exclude, filter })).toEqual(truth);
            const rows = Array.from({ length: tracks }, (_, row) => row).filter(filter);
            const bitmap = createBitmap(rows, tracks);
            expect(index.lookup(code, { limit, exclude, filter: bitmap })).toEqual(truth);
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  it("relation: equal to a scan while a tenth of the catalogue changed", () => {
    fc.assert(
      fc.property(cases, ({ seed, tracks, clusters, weights, limit }) => {
        const modalities = weights.map((_, m) => `m${m}`);
        const { codes, draw } = catalogue({ seed, tracks, clusters, modalities: weights.length });
        const index = createCodeIndex({ codes: codes.slice(), modalities, weights });
        for (let row = 0; row < tracks; row += 10) {
          const code = weights.map(draw);
          codes.set(code, row * weights.length);
          index.replace({ id: String(row), code });
        }
        const code = weights.map(draw);
        const truth = scan({ codes, modalities, weights }, code, { limit });
        expect(index.lookup(code, { limit })).toEqual(truth);
        index.compact();
        expect(index.lookup(code, { limit })).toEqual(truth);
      }),
      { numRuns: 30 },
    );
  });

  it("relation: parts of the catalogue, merged by compare, equal the whole", () => {
    fc.assert(
      fc.property(cases, ({ seed, tracks, clusters, weights }) => {
        const modalities = weights.map((_, m) => `m${m}`);
        const { codes, draw } = catalogue({ seed, tracks, clusters, modalities: weights.length });
        const ids = Array.from({ length: tracks }, (_, row) => `t${row}`);
        const whole = createCodeIndex({ codes, modalities, weights, ids });
        const cuts = [0, Math.floor(tracks / 5), Math.floor(tracks / 2), tracks];
        const parts = cuts.slice(1).map((end, i) =>
          createCodeIndex({
            codes: codes.subarray(cuts[i]! * weights.length, end * weights.length),
            ids: ids.slice(cuts[i], end),
            modalities,
            weights,
          }),
        );
        const code = weights.map(draw);
        const merged = parts.flatMap((part) => part.lookup(code, { limit: 100 })).toSorted(whole.compare);
        expect(merged.slice(0, 100).map(plain)).toEqual(whole.lookup(code, { limit: 100 }).map(plain));
      }),
      { numRuns: 30 },
    );
  });
});

describe("lookup where rows do not lie at random", () => {
  it("unit: rows beyond the number of tracks: most were removed, and the rest sorted anew", () => {
    const index = createCodeIndex({ codes: new Uint16Array(1000), modalities: ["only"] });
    for (let row = 0; row < 990; row++) index.remove(String(row));
    index.compact();
    expect(index.lookup([0], { limit: 3 }).map(({ row }) => row)).toEqual([990, 991, 992]);
  });

  it("unit: only high rows pass a filter, and as many tracks as wanted were added after them", () => {
    const codes = Uint16Array.from({ length: 2000 }, (_, i) => (i % 2 === 0 ? 0 : 1));
    const index = createCodeIndex({ codes, modalities: ["same", "other"] });
    for (let added = 0; added < 5; added++) index.add({ code: [0, 1] });
    const rows = index.lookup([0, 2], { limit: 5, filter: (row) => row >= 900 }).map(({ row }) => row);
    expect(rows).toEqual([900, 901, 902, 903, 904]);
  });

  it("unit: a stretch longer than is sifted at a time, with its least rows at the end", () => {
    const tracks = 10_000;
    const codes = Uint16Array.from({ length: 2 * tracks }, (_, i) => (i % 2 === 0 ? 7 : tracks - (i >> 1)));
    const index = createCodeIndex({ codes, modalities: ["same", "descending"] });
    expect(index.lookup([7, 3], { limit: 4 }).map(({ row }) => row)).toEqual([tracks - 3, 0, 1, 2]);
  });
});

describe("createBitmap", () => {
  it("unit: one bit a row, the least significant first; later rows do not pass", () => {
    expect([...createBitmap([0, 3, 8], 10)]).toEqual([0b1001, 1]);
    expect(() => createBitmap([10], 10)).toThrow(/a row of the bitmap/);
    const index = createCodeIndex({ codes: new Uint16Array(10), modalities: ["only"] });
    const rows = index.lookup([0], { filter: createBitmap([1, 2], 3) }).map(({ row }) => row);
    expect(rows).toEqual([1, 2]);
  });
});
