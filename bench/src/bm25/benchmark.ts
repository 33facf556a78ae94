import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Benchmark, BenchmarkCase } from "../benchmark.ts";
import { pythonContender, typescriptContender } from "../contender/contender.ts";
import type { Contender } from "../contender/contender.ts";
import { pythonWith } from "../contender/python-environment.ts";
import { median } from "../median.ts";
import { writeCollection } from "./collection.ts";

const LIMIT = 100;
const ROUNDS = 5;

interface Loaded {
  /** Seconds to build the index from the documents' text. */
  buildSeconds: number;
  version?: string;
}

export const benchmark: Benchmark = {
  name: "bm25",
  description: "BM25 top-100 of conversations over 21,502 and 1,000,000 tracks, against bm25s on numba",
  async run({ quick }) {
    const python = await pythonWith(["bm25s", "numba", "numpy"]);
    const cases: BenchmarkCase[] = [];
    const notes: string[] = ["Both get the queries as words. One core each, in turns."];
    for (const size of quick ? [21_502, 100_000] : [21_502, 1_000_000]) {
      const folder = await mkdtemp(join(tmpdir(), "bench-bm25-"));
      const ours = typescriptContender(new URL("./ours.ts", import.meta.url));
      const peer = pythonContender(python, new URL("./peer.py", import.meta.url));
      try {
        const files = await writeCollection({ folder, size, queries: quick ? 200 : 500 });
        const oursLoaded = await ours.ask<Loaded>({ load: files });
        const peerLoaded = await peer.ask<Loaded>({ load: files });
        await checkAgreement(ours, peer);
        const rates = await alternate(ours, peer);
        cases.push({
          case: `${size.toLocaleString("en-US")} documents, top ${LIMIT}`,
          ...rates,
          peerName: `bm25s ${peerLoaded.version}, numba`,
        });
        notes.push(
          `${size.toLocaleString("en-US")} documents: index built in ${oursLoaded.buildSeconds.toFixed(1)} s, bm25s ${peerLoaded.buildSeconds.toFixed(1)} s.`,
        );
      } finally {
        await ours.stop();
        await peer.stop();
        await rm(folder, { recursive: true });
      }
    }
    return { unit: "queries/s", better: "higher", cases, notes };
  },
};

/** @throws Error unless both give the same scores at every place; documents with equal scores may change places. */
async function checkAgreement(ours: Contender, peer: Contender): Promise<void> {
  const message = { scores: LIMIT };
  const expected = await peer.ask<number[][]>(message);
  const got = await ours.ask<number[][]>(message);
  for (const [query, scores] of expected.entries())
    for (const [place, score] of scores.entries())
      if (Math.abs(score - (got[query]![place] ?? 0)) > 1e-4 * Math.max(1, score))
        throw new Error(`query ${query}, place ${place + 1}: bm25s ${score}, ours ${got[query]![place]}`);
}

async function alternate(ours: Contender, peer: Contender): Promise<{ ours: number; peer: number }> {
  const rates: { ours: number; peer: number }[] = [];
  for (let round = 0; round < ROUNDS; round++)
    rates.push({ peer: await peer.ask({ search: LIMIT }), ours: await ours.ask({ search: LIMIT }) });
  return { ours: median(rates.map((rate) => rate.ours)), peer: median(rates.map((rate) => rate.peer)) };
}
