import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createCodeIndex, type CodeIndex } from "@talkplay/matcher";
import { codeIndexFromBytes, codeIndexToBytes } from "@talkplay/matcher/bytes";
import { createRowLookup, type RowLookup } from "@talkplay/matcher/rows";
import { listen } from "../contender/listen.ts";

const modalities = ["playlist", "semantic", "metadata", "lyrics", "audio"];
const width = modalities.length;

let codes: Uint16Array;
let queries: Uint16Array[];
let limit: number;
let index: CodeIndex;
let small: CodeIndex;
let rowsOf: RowLookup;
let rowsOfSmall: RowLookup;
/** Row-major, all of them. */
let asked: Uint16Array;

await listen((message) => {
  const { from = 0, count = 0 } = message as { from?: number; count?: number };
  switch (message.do) {
    case "prepare":
      return prepare(message as unknown as Parameters<typeof prepare>[0]);
    case "rows":
      return { rows: answers(index, count) };
    case "answers":
      return { whole: answers(index, count), small: answers(small, count) };
    case "ours":
      return { perSecond: lookupsPerSecond(index, from, count) };
    case "oursSmall":
      return { perSecond: lookupsPerSecond(small, from, count) };
    case "oursBatch":
      return { perSecond: batchedLookupsPerSecond(rowsOf, from, count) };
    case "oursSmallBatch":
      return { perSecond: batchedLookupsPerSecond(rowsOfSmall, from, count) };
    case "latency":
      return latency();
    case "merge":
      return mergeShards();
    case "live":
      return live();
    default:
      throw new Error(`Cannot do ${String(message.do)}.`);
  }
});

function prepare(given: { folder: string; limit: number; hnswTracks: number }) {
  limit = given.limit;
  codes = readCodes(join(given.folder, "codes.u16"));
  asked = readCodes(join(given.folder, "queries.u16"));
  queries = Array.from({ length: asked.length / width }, (_, q) =>
    asked.subarray(q * width, (q + 1) * width),
  );
  small = createCodeIndex({ codes: codes.subarray(0, given.hnswTracks * width), modalities });
  const before = memory();
  const start = performance.now();
  index = createCodeIndex({ codes, modalities });
  const buildMs = performance.now() - start;
  const tracks = index.size;
  const bytesPerTrack = (memory() - before + codes.byteLength) / tracks;
  rowsOf = createRowLookup(index);
  rowsOfSmall = createRowLookup(small);
  lookupsPerSecond(index, 0, 5000);
  batchedLookupsPerSecond(rowsOf, 0, 5000);
  batchedLookupsPerSecond(rowsOfSmall, 0, 5000);
  lookupsPerSecond(small, 0, 5000);
  return { tracks, buildMs, bytesPerTrack };
}

function readCodes(path: string): Uint16Array {
  const { buffer, byteOffset, byteLength } = readFileSync(path);
  return new Uint16Array(buffer.slice(byteOffset, byteOffset + byteLength));
}

function memory(): number {
  globalThis.gc?.();
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

function answers(from: CodeIndex, count: number): number[][] {
  return queries.slice(0, count).map((code) => from.lookup(code, { limit }).map(({ row }) => row));
}

function lookupsPerSecond(from: CodeIndex, first: number, count: number): number {
  const start = performance.now();
  for (let q = first; q < first + count; q++) from.lookup(queries[q]!, { limit });
  return (1000 * count) / (performance.now() - start);
}

/** One batch; the answer is of rows, as that of faiss and usearch. */
function batchedLookupsPerSecond(lookup: RowLookup, first: number, count: number): number {
  const codesAsked = asked.subarray(first * width, (first + count) * width);
  const start = performance.now();
  lookup(codesAsked, { limit });
  return (1000 * count) / (performance.now() - start);
}

function latency() {
  const microseconds = queries
    .map((code) => {
      const start = performance.now();
      index.lookup(code, { limit });
      return 1000 * (performance.now() - start);
    })
    .toSorted((a, b) => a - b);
  const at = (share: number) => microseconds[Math.floor(share * microseconds.length)]!;
  return { p50: at(0.5), p90: at(0.9), p99: at(0.99), p999: at(0.999) };
}

/** What a router does with the answers of the shards of 100 million tracks. */
function mergeShards() {
  const shards = 45;
  const lists = queries.slice(0, shards).map((code) => index.lookup(code, { limit }));
  const rounds = 200;
  const start = performance.now();
  for (let round = 0; round < rounds; round++) lists.flat().toSorted(index.compare).slice(0, limit);
  return { shards, mergeUs: (1000 * (performance.now() - start)) / rounds };
}

function live() {
  const changed = 3333;
  const tracks = index.size;
  const each = (change: (i: number) => void) => {
    const start = performance.now();
    for (let i = 0; i < changed; i++) change(i);
    return (1000 * (performance.now() - start)) / changed;
  };
  const addUs = each((i) => index.add({ code: queries[i]! }));
  const replaceUs = each((i) => index.replace({ id: String((i * 7919) % tracks), code: queries[i]! }));
  const removeUs = each((i) => index.remove(String(index.rowCount - 1 - i)));
  const lookupUsAfter = 1e6 / lookupsPerSecond(index, 0, 4000);
  const start = performance.now();
  index.compact();
  const compacted = performance.now();
  const bytes = codeIndexToBytes(index);
  const written = performance.now();
  codeIndexFromBytes(bytes);
  return {
    addUs,
    replaceUs,
    removeUs,
    lookupUsAfter,
    compactMs: compacted - start,
    toBytesMs: written - compacted,
    fromBytesMs: performance.now() - written,
    bytesOnDisk: bytes.length,
  };
}
