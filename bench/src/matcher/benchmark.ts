import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Benchmark, BenchmarkOutcome } from "../benchmark.ts";
import { pythonContender, typescriptContender, type Contender } from "../contender/contender.ts";
import { pythonWith } from "../contender/python-environment.ts";
import { median } from "../median.ts";
import { simulateCatalogue } from "./simulate-catalogue.ts";

const folder = fileURLToPath(new URL("../../../.cache/bench-matcher/", import.meta.url));
/**
 * Tracks of the Million Playlist Dataset, and clusters a modality of the paper. usearch gets as many as it adds on one
 * core in less than four minutes or so.
 */
const fullSize = { tracks: 2_262_292, hnswTracks: 1_250_000, clusters: 1024, rounds: 5 };
const quickSize = { tracks: 200_000, hnswTracks: 20_000, clusters: 1024, rounds: 3 };
const limit = 100;
const queries = 20_000;
/** Lookups of a round, given one at a time. */
const oneByOne = 4000;
const scans = 20;
/** Lookups given all at a time. */
const batch = 400;
const largeBatch = 10_000;
/** faiss: of 1,024 lists, how many a search reads. */
const probes = [1, 4, 16, 64];
/** usearch: how many candidates a search keeps, at least as many as wanted. */
const candidates = [100, 200];

interface Prepared {
  tracks: number;
  buildMs: number;
  bytesPerTrack: number;
}
interface Timed {
  perSecond: number;
}
interface Latency {
  p50: number;
  p99: number;
}
type Live = Record<
  | "addUs"
  | "removeUs"
  | "replaceUs"
  | "lookupUsAfter"
  | "compactMs"
  | "toBytesMs"
  | "fromBytesMs"
  | "bytesOnDisk",
  number
>;
interface Peers {
  versions: { numpy: string; faiss: string; usearch: string };
  faissSeconds: number;
  usearchSeconds: number;
}
/** Of the true nearest neighbours by embedding; of a peer, at each of its settings. */
interface Recall {
  ours: number;
  oursSmall: number;
  faiss: number[];
  usearch: number[];
}

export const benchmark: Benchmark = {
  name: "matcher",
  description:
    "reverse lookup of codes: top 100 against a numpy scan, faiss IVF-PQ and usearch HNSW, a core each",
  run: async ({ quick }) => {
    const size = quick ? quickSize : fullSize;
    const python = await pythonWith(["numpy", "faiss-cpu", "usearch"]);
    await mkdir(folder, { recursive: true });
    const catalogue = simulateCatalogue({ ...size, queries, seed: 7 });
    await writeFile(join(folder, "codes.u16"), catalogue.codes);
    await writeFile(join(folder, "queries.u16"), catalogue.queries);
    const ours = typescriptContender(new URL("ours.ts", import.meta.url));
    const peer = pythonContender(python, new URL("peer.py", import.meta.url));
    try {
      return await compare(ours, peer, size);
    } finally {
      await ours.stop();
      await peer.stop();
    }
  },
};

async function compare(
  ours: Contender,
  peer: Contender,
  { tracks, hnswTracks, clusters, rounds }: typeof fullSize,
): Promise<BenchmarkOutcome> {
  const prepare = { do: "prepare", folder, limit, clusters, hnswTracks };
  const whole = await ours.ask<Prepared>(prepare);
  const peers = await peer.ask<Peers>(prepare);
  await assertSameAnswers(ours, peer);

  const rates = new Map<string, number[]>();
  const time = async (what: Turn, round: number) => {
    const contender = what.do.startsWith("ours") ? ours : peer;
    const { perSecond } = await contender.ask<Timed>({
      ...what,
      from: (round * what.count) % (queries / 2),
    });
    rates.set(keyOf(what), [...(rates.get(keyOf(what)) ?? []), perSecond]);
  };
  for (let round = 0; round < rounds; round++) for (const turn of turns) await time(turn, round);
  const rate = (who: string, count: number, effort?: number) =>
    median(rates.get(keyOf({ do: who, count, effort }))!);

  const latency = await ours.ask<Latency>({ do: "latency" });
  const recall = await peer.ask<Recall>({
    do: "recall",
    answers: await ours.ask<object>({ do: "answers", count: 100 }),
    faiss: probes,
    usearch: candidates,
  });
  const live = await ours.ask<Live>({ do: "live" });
  const shards = await ours.ask<{ mergeUs: number; shards: number }>({ do: "merge" });
  const size = tracks.toLocaleString("en-US");
  const small = hnswTracks.toLocaleString("en-US");
  const { versions } = peers;
  const approximate = [
    ...probes.map((effort, i) => ({
      result: {
        case: `top ${limit}, ${batch} at a time, ${size} tracks`,
        ours: rate("oursBatch", batch),
        peer: rate("faiss", batch, effort),
        peerName: `faiss ${versions.faiss}, IVF-PQ (1024 lists, 20 bytes), probes: ${effort}, recall ${percent(recall.faiss[i]!)}`,
      },
      recall: { ours: recall.ours, peer: recall.faiss[i]! },
    })),
    {
      result: {
        case: `top ${limit}, ${largeBatch} at a time, ${size} tracks`,
        ours: rate("oursBatch", largeBatch),
        peer: rate("faiss", largeBatch, probes[0]),
        peerName: `faiss ${versions.faiss}, IVF-PQ, probes: ${probes[0]}, recall ${percent(recall.faiss[0]!)}`,
      },
      recall: { ours: recall.ours, peer: recall.faiss[0]! },
    },
    ...candidates.map((effort, i) => ({
      result: {
        case: `top ${limit}, ${batch} at a time, ${small} tracks`,
        ours: rate("oursSmallBatch", batch),
        peer: rate("usearch", batch, effort),
        peerName: `usearch ${versions.usearch}, HNSW (int8), ${effort} candidates, recall ${percent(recall.usearch[i]!)}`,
      },
      recall: { ours: recall.oursSmall, peer: recall.usearch[i]! },
    })),
  ];
  return {
    unit: "lookups/s",
    better: "higher",
    cases: [
      {
        case: `top ${limit}, one at a time, ${size} tracks, exact`,
        ours: rate("ours", oneByOne),
        peer: rate("numpy", scans),
        peerName: `numpy ${versions.numpy}, vectorised scan`,
      },
      ...approximate.filter((each) => each.recall.peer >= each.recall.ours).map(({ result }) => result),
    ],
    notes: [
      `recall of the ${limit} nearest tracks by embedding: ours ${percent(recall.ours)}, of ${small} tracks ${percent(recall.oursSmall)}`,
      ...approximate
        .filter((each) => each.recall.peer < each.recall.ours)
        .map(
          ({ result }) => `not compared, of lesser recall: ${result.peerName}: ${Math.round(result.peer)}`,
        ),
      `one core each; built in ${peers.faissSeconds.toFixed(0)} s by faiss, ${peers.usearchSeconds.toFixed(0)} s by usearch (${small} tracks)`,
      `build ${(whole.buildMs / 1000).toFixed(2)} s; ${whole.bytesPerTrack.toFixed(1)} bytes a track with the codes; lookup p50 ${latency.p50.toFixed(1)} us, p99 ${latency.p99.toFixed(1)} us`,
      `add ${live.addUs.toFixed(1)} us, remove ${live.removeUs.toFixed(1)} us, replace ${live.replaceUs.toFixed(1)} us; lookup with 10,000 changes pending ${live.lookupUsAfter.toFixed(1)} us; compact ${(live.compactMs / 1000).toFixed(2)} s`,
      `to bytes ${live.toBytesMs.toFixed(0)} ms, from bytes ${live.fromBytesMs.toFixed(1)} ms (checked), ${(live.bytesOnDisk / 1e6).toFixed(1)} MB`,
      `merge of ${shards.shards} shards' top ${limit}: ${shards.mergeUs.toFixed(0)} us`,
    ],
    figures: { whole, peers, latency, recall, live, shards, rates: Object.fromEntries(rates) },
  };
}

/** What is timed in each round, in this order. */
interface Turn {
  do: string;
  /** Lookups. */
  count: number;
  /** Of a peer. */
  effort?: number;
}
const turns: readonly Turn[] = [
  { do: "ours", count: oneByOne },
  { do: "oursBatch", count: batch },
  { do: "oursBatch", count: largeBatch },
  { do: "numpy", count: scans },
  ...probes.map((effort) => ({ do: "faiss", count: batch, effort })),
  { do: "faiss", count: largeBatch, effort: probes[0] },
  { do: "oursSmallBatch", count: batch },
  ...candidates.map((effort) => ({ do: "usearch", count: batch, effort })),
];

function keyOf({ do: who, count, effort }: Turn): string {
  return `${who}, ${count} lookups${effort === undefined ? "" : `, effort ${effort}`}`;
}

/** The exact peer and ours must agree before their speed is worth comparing. */
async function assertSameAnswers(ours: Contender, peer: Contender): Promise<void> {
  const [mine, theirs] = await Promise.all(
    [ours, peer].map((contender) => contender.ask<{ rows: number[][] }>({ do: "rows", count: 20 })),
  );
  mine!.rows.forEach((rows, query) => {
    const different = rows.findIndex((row, place) => row !== theirs!.rows[query]![place]);
    if (different >= 0 || rows.length !== theirs!.rows[query]!.length)
      throw new Error(`Query ${query}: the lookup and the numpy scan differ at place ${different}.`);
  });
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
