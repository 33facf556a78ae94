import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Benchmark, BenchmarkOutcome } from "../benchmark.ts";
import { pythonContender, typescriptContender, type Contender } from "../contender/contender.ts";
import { pythonWith } from "../contender/python-environment.ts";
import { median } from "../median.ts";
import { simulateCatalogue } from "./simulate-catalogue.ts";

const folder = fileURLToPath(new URL("../../../.cache/bench-matcher/", import.meta.url));
/** Tracks of the Million Playlist Dataset (spec §4), and clusters a modality of the paper. */
const fullSize = { tracks: 2_262_292, hnswTracks: 200_000, clusters: 1024, rounds: 5 };
const quickSize = { tracks: 200_000, hnswTracks: 20_000, clusters: 1024, rounds: 3 };
const limit = 100;
const queries = 20_000;

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
interface PeerVersions {
  numpy: string;
  faiss: string;
  usearch: string;
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
  const versions = await peer.ask<PeerVersions>(prepare);
  await assertSameAnswers(ours, peer);

  const rates: Record<"ours" | "oursSmall" | "numpy" | "faiss" | "usearch", number[]> = {
    ours: [],
    oursSmall: [],
    numpy: [],
    faiss: [],
    usearch: [],
  };
  const time = async (who: keyof typeof rates, contender: Contender, count: number, round: number) => {
    const { perSecond } = await contender.ask<Timed>({
      do: who,
      from: (round * count) % (queries / 2),
      count,
    });
    rates[who].push(perSecond);
  };
  for (let round = 0; round < rounds; round++) {
    await time("ours", ours, 4000, round);
    await time("numpy", peer, 20, round);
    await time("faiss", peer, 400, round);
    await time("oursSmall", ours, 4000, round);
    await time("usearch", peer, 400, round);
  }
  const latency = await ours.ask<Latency>({ do: "latency" });
  const recall = await peer.ask<{ faiss: number; ours: number; usearch: number; oursSmall: number }>({
    do: "recall",
    answers: await ours.ask<object>({ do: "answers", count: 100 }),
  });
  const live = await ours.ask<Live>({ do: "live" });
  const shards = await ours.ask<{ mergeUs: number; shards: number }>({ do: "merge" });
  const size = tracks.toLocaleString("en-US");
  const small = hnswTracks.toLocaleString("en-US");
  return {
    unit: "lookups/s",
    better: "higher",
    cases: [
      {
        case: `top ${limit}, ${size} tracks, exact`,
        ours: median(rates.ours),
        peer: median(rates.numpy),
        peerName: `numpy ${versions.numpy}, vectorised scan`,
      },
      {
        case: `top ${limit}, ${size} tracks`,
        ours: median(rates.ours),
        peer: median(rates.faiss),
        peerName: `faiss ${versions.faiss}, IVF-PQ (1024 lists, 20 bytes, 16 probes)`,
      },
      {
        case: `top ${limit}, ${small} tracks`,
        ours: median(rates.oursSmall),
        peer: median(rates.usearch),
        peerName: `usearch ${versions.usearch}, HNSW (int8)`,
      },
    ],
    notes: [
      `recall of the ${limit} nearest tracks by embedding: ours ${percent(recall.ours)}, faiss ${percent(recall.faiss)}; of ${small} tracks: ours ${percent(recall.oursSmall)}, usearch ${percent(recall.usearch)}`,
      `build ${(whole.buildMs / 1000).toFixed(2)} s; ${whole.bytesPerTrack.toFixed(1)} bytes a track with the codes; lookup p50 ${latency.p50.toFixed(1)} us, p99 ${latency.p99.toFixed(1)} us`,
      `add ${live.addUs.toFixed(1)} us, remove ${live.removeUs.toFixed(1)} us, replace ${live.replaceUs.toFixed(1)} us; lookup with 10,000 changes pending ${live.lookupUsAfter.toFixed(1)} us; compact ${(live.compactMs / 1000).toFixed(2)} s`,
      `to bytes ${live.toBytesMs.toFixed(0)} ms, from bytes ${live.fromBytesMs.toFixed(1)} ms (checked), ${(live.bytesOnDisk / 1e6).toFixed(1)} MB`,
      `merge of ${shards.shards} shards' top ${limit}: ${shards.mergeUs.toFixed(0)} us`,
    ],
    figures: { whole, latency, recall, live, shards, rates },
  };
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
