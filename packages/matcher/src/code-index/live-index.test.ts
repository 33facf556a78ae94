import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { codeIndexFromBytes, codeIndexToBytes } from "../bytes/code-index-bytes.ts";
import { createTrie, type CatalogueTrie } from "../trie/create-trie.ts";
import type { CodeReader } from "./code-reader.ts";
import { createCodeIndex, type CodeIndex } from "./create-code-index.ts";

const depth = 3;
const modalities = ["a", "b", "c"];
const code = fc.array(fc.integer({ min: 0, max: 2 }), { minLength: depth, maxLength: depth });
const id = fc.integer({ min: 0, max: 11 }).map((n) => `t${n}`);

/** What may happen to a catalogue of up to a dozen tracks; what cannot (adding a track twice) is left out when run. */
const events = fc.array(
  fc.oneof(
    fc.record({ what: fc.constant("add" as const), id, code }),
    fc.record({ what: fc.constant("remove" as const), id, code }),
    fc.record({ what: fc.constant("replace" as const), id, code }),
    { weight: 1, arbitrary: fc.record({ what: fc.constant("compact" as const), id, code }) },
  ),
  { maxLength: 25 },
);

/** The truth that the index is held to: a plain list. */
interface PlainTrack {
  id: string;
  code?: number[];
}

function happen(
  index: CodeIndex,
  plain: PlainTrack[],
  event: (typeof events extends fc.Arbitrary<infer E> ? E : never)[number],
) {
  const track = plain.find((candidate) => candidate.id === event.id);
  if (event.what === "compact") index.compact();
  else if (event.what === "add") {
    if (track?.code) return;
    const row = index.add({ id: event.id, code: event.code });
    if (track) track.code = event.code;
    else plain.push({ id: event.id, code: event.code });
    expect(row).toBe(plain.findIndex((candidate) => candidate.id === event.id));
  } else if (track?.code) {
    if (event.what === "remove") index.remove(event.id);
    else index.replace({ id: event.id, code: event.code });
    track.code = event.what === "remove" ? undefined : event.code;
  }
}

/** An index made at once; removed tracks are removed from it at once. */
function made(plain: PlainTrack[]): CodeIndex {
  const codes = Uint16Array.from(plain.flatMap((track) => track.code ?? [0, 0, 0]));
  const index = createCodeIndex({ codes, modalities, ids: plain.map((track) => track.id) });
  for (const track of plain) if (!track.code) index.remove(track.id);
  return index;
}

const every = Array.from({ length: 27 }, (_, i) => [i % 3, Math.floor(i / 3) % 3, Math.floor(i / 9)]);

function expectSame(reader: CodeReader, plain: PlainTrack[]) {
  const truth = every.map((query) =>
    plain
      .flatMap((track, row) => {
        const matched = modalities.filter((_, m) => track.code?.[m] === query[m]);
        const score = matched.reduce((sum, name) => sum + [9, 4, 1][modalities.indexOf(name)]!, 0);
        return score > 0 ? [{ row, id: track.id, score, matched }] : [];
      })
      .toSorted((a, b) => b.score - a.score || a.row - b.row),
  );
  expect(reader.lookupMany(every, { limit: Infinity })).toEqual(truth);
  expect(reader.size).toBe(plain.filter((track) => track.code).length);
  expect(reader.rowCount).toBe(plain.length);
  expect([...reader.codes]).toEqual(plain.flatMap((track) => track.code ?? [0, 0, 0]));
  expect(reader.ids).toEqual(plain.map((track) => track.id));
  plain.forEach((track, row) => {
    expect(reader.row(track.id)).toBe(track.code ? row : undefined);
    if (track.code) expect([...reader.code(row)]).toEqual(track.code);
    else expect(() => reader.code(row)).toThrow(/the row/);
  });
}

function expectSameTrie(trie: CatalogueTrie, plain: PlainTrack[]) {
  const prefixes = [[], ...[0, 1, 2].flatMap((a) => [[a], ...[0, 1, 2].map((b) => [a, b])]), ...every];
  const rows = plain.map((_, row) => row).filter((row) => plain[row]!.code);
  const codeOf = (row: number) => plain[row]!.code!;
  for (const prefix of prefixes) {
    const below = rows.filter((row) => prefix.every((value, d) => codeOf(row)[d] === value));
    const byCode = below.toSorted((a, b) => Number(codeOf(a).join("")) - Number(codeOf(b).join("")) || a - b);
    expect([...trie.rows(prefix)]).toEqual(byCode);
    if (prefix.length === depth) continue;
    const next = below.map((row) => codeOf(row)[prefix.length]!);
    const allowed = [...new Set(next)].toSorted();
    expect([...trie.allowed(prefix)]).toEqual(allowed);
    expect([...trie.counts(prefix)]).toEqual(allowed.map((value) => next.filter((n) => n === value).length));
  }
  expect(trie.size).toBe(rows.length);
  expect(trie.distinctCodes).toBe(new Set(rows.map((row) => codeOf(row).join())).size);
}

const copyOf = (plain: PlainTrack[]) => plain.map((track) => ({ ...track }));

const start = ({ first, codes }: { first: string[]; codes: number[][] }): PlainTrack[] =>
  first.map((name, row) => ({ id: name, code: codes[row]! }));

const even = (row: number) => row % 2 === 0;

describe("a live index", () => {
  const catalogue = fc.record({
    first: fc.uniqueArray(id, { maxLength: 8 }),
    codes: fc.array(code, { minLength: 8, maxLength: 8 }),
    events,
  });

  it("relation: additions, removals and replacements equal a plain list, at every step, lookups and trie", () => {
    fc.assert(
      fc.property(catalogue, (given) => {
        const plain = start(given);
        const index = made(plain);
        const trie = createTrie(index);
        for (const event of given.events) {
          happen(index, plain, event);
          expectSame(index, plain);
          expectSameTrie(trie, plain);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("relation: a snapshot stays as it was, through every later change and compaction", () => {
    fc.assert(
      fc.property(catalogue, (given) => {
        const plain = start(given);
        const index = made(plain);
        const moments: { snapshot: CodeReader; trie: CatalogueTrie; plain: PlainTrack[] }[] = [];
        for (const event of given.events) {
          const snapshot = index.snapshot();
          moments.push({ snapshot, trie: createTrie(snapshot), plain: copyOf(plain) });
          happen(index, plain, event);
        }
        for (const moment of moments) {
          expectSame(moment.snapshot, moment.plain);
          expectSameTrie(moment.trie, moment.plain);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("relation: views of the trie follow the index, and equal the trie of the tracks they show", () => {
    const rows = fc.uniqueArray(fc.nat(11), { maxLength: 6 });
    fc.assert(
      fc.property(catalogue, rows, rows, (given, left, right) => {
        const plain = start(given);
        const index = made(plain);
        const trie = createTrie(index);
        const views: [CatalogueTrie, (row: number) => boolean][] = [
          [trie.filter(even), even],
          [trie.without(left), (row) => !left.includes(row)],
          [trie.only(left), (row) => left.includes(row)],
          [trie.only(left).without(right), (row) => left.includes(row) && !right.includes(row)],
          [trie.only(left).only(right), (row) => left.includes(row) && right.includes(row)],
          [
            trie.without(left).without(right).filter(even),
            (row) => ![...left, ...right].includes(row) && even(row),
          ],
          [
            trie
              .filter(even)
              .filter((row) => row % 3 > 0)
              .without(right),
            (row) => even(row) && row % 3 > 0 && !right.includes(row),
          ],
        ];
        for (const event of given.events) {
          happen(index, plain, event);
          for (const [view, shows] of views)
            expectSameTrie(
              view,
              plain.map((track, row) => (shows(row) ? track : { id: track.id })),
            );
        }
      }),
      { numRuns: 30 },
    );
  });

  it("relation: equal catalogues give equal bytes, and the bytes the same index, holes and all", () => {
    fc.assert(
      fc.property(catalogue, (given) => {
        const plain = start(given);
        const index = made(plain);
        for (const event of given.events) happen(index, plain, event);
        const bytes = codeIndexToBytes(index);
        expect(bytes).toEqual(codeIndexToBytes(made(plain)));
        index.compact();
        expect(bytes).toEqual(codeIndexToBytes(index.snapshot()));
        const read = codeIndexFromBytes(bytes);
        expectSame(read, plain);
        for (const event of given.events) happen(read, plain, event);
        expectSame(read, plain);
      }),
      { numRuns: 100 },
    );
  });

  it("unit: an index without ids numbers its tracks, and a removed one can come back", () => {
    const index = createCodeIndex({ codes: Uint16Array.of(1, 2), modalities: ["only"] });
    expect(index.add({ code: [7] })).toBe(2);
    index.remove("0");
    expect(index.lookup([1])).toEqual([]);
    expect(index.add({ id: "0", code: [7] })).toBe(0);
    expect(index.lookup([7]).map(({ row, id: its }) => [row, its])).toEqual([
      [0, "0"],
      [2, "2"],
    ]);
    expect(index.changes).toBe(3);
    expect(index.ids).toBeUndefined();
    expect(() => index.add({ id: "9", code: [7] })).toThrow(/left out or "3"/);
  });

  it("unit: refuses what cannot be", () => {
    const index = createCodeIndex({ codes: Uint16Array.of(1, 2), modalities: ["only"], ids: ["x", "y"] });
    expect(() => index.add({ code: [1] })).toThrow(/id/);
    expect(() => index.add({ id: "x", code: [1] })).toThrow(/"x"/);
    expect(() => index.add({ id: "z", code: [65_536] })).toThrow(/only/);
    expect(() => index.add({ id: "z", code: [-1] })).toThrow(/only/);
    expect(() => index.add({ id: "z", code: [1, 2] })).toThrow(/the code/);
    expect(() => index.remove("z")).toThrow(/"z"/);
    index.remove("x");
    expect(() => index.remove("x")).toThrow(/"x"/);
    expect(() => index.replace({ id: "x", code: [1] })).toThrow(/"x"/);
    expect(() => index.replace({ id: "y", code: [0.5] })).toThrow(/whole number/);
    expect(index.size).toBe(1);
  });
});
