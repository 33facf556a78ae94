import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Benchmark, BenchmarkCase } from "../benchmark.ts";
import { pythonContender, typescriptContender, type Contender } from "../contender/contender.ts";
import { pythonWith } from "../contender/python-environment.ts";
import { median } from "../median.ts";
import { writePlaylists } from "./playlists.ts";
import { hitRate, readVectors } from "./quality.ts";

interface Trained {
  seconds: number;
  peakBytes: number;
  hits: ReturnType<typeof hitRate>;
}

const WIDTHS = [64, 128];
const WINDOW = 10;

export const benchmark: Benchmark = {
  name: "item2vec",
  description: "Skip-gram over playlists on two threads, against gensim with two workers, at equal quality",
  async run({ quick }) {
    const python = await pythonWith(["gensim", "numpy", "scipy", "safetensors"]);
    const size = quick
      ? { playlists: 2000, tracks: 4000, epochs: 2, rounds: 3 }
      : { playlists: 20_000, tracks: 40_000, epochs: 5, rounds: 3 };
    const folder = await mkdtemp(join(tmpdir(), "bench-item2vec-"));
    const ours = typescriptContender(new URL("./ours.ts", import.meta.url), "all");
    const peer = pythonContender(python, new URL("./peer.py", import.meta.url), "all");
    const cases: BenchmarkCase[] = [];
    const notes = [
      "Numbering the tracks is part of the time, reading the playlists into lists (ours) is not.",
      `Quality: is the last track of a playlist that was not trained on among the first 100 by cosine to those before it? Mean and standard error of ${size.rounds} seeds.`,
    ];
    try {
      const path = join(folder, "playlists.txt");
      const test = await writePlaylists({ path, ...size, heldOut: 2000 });
      const { positions } = await ours.ask<{ positions: number }>({ load: path });
      const { version } = await peer.ask<{ version: string }>({ load: path });
      for (const width of WIDTHS) {
        const out = join(folder, "vectors.safetensors");
        const trained = async (by: Contender, seed: number): Promise<Trained> => {
          const answer = await by.ask<Omit<Trained, "hits">>({
            width,
            window: WINDOW,
            epochs: size.epochs,
            seed,
            out,
          });
          return { ...answer, hits: hitRate(await readVectors(out), test) };
        };
        const rounds: { ours: Trained; peer: Trained }[] = [];
        for (let seed = 1; seed <= size.rounds; seed++)
          rounds.push({ peer: await trained(peer, seed), ours: await trained(ours, seed) });
        const words = positions * size.epochs;
        cases.push({
          case: `${width} wide, window ${WINDOW}, ${positions.toLocaleString("en-US")} plays x ${size.epochs}`,
          ours: words / median(rounds.map((round) => round.ours.seconds)),
          peer: words / median(rounds.map((round) => round.peer.seconds)),
          peerName: `gensim ${version}, 2 workers`,
        });
        const { ours: mine, peer: theirs } = rounds.at(-1)!;
        const [oursHits, peerHits] = (["ours", "peer"] as const).map((name) =>
          meanAndError(rounds.map((round) => round[name].hits.share)),
        );
        notes.push(
          `${width} wide: ${mine.hits.turns.toLocaleString("en-US")} next tracks, ours ${oursHits} %, gensim ${peerHits} %; peak memory ours ${megabytes(mine)}, gensim ${megabytes(theirs)}.`,
        );
      }
    } finally {
      await ours.stop();
      await peer.stop();
      await rm(folder, { recursive: true });
    }
    return { unit: "words/s", better: "higher", cases, notes };
  },
};

/** In per cent. */
function meanAndError(shares: readonly number[]): string {
  const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length;
  const variance = shares.reduce((sum, share) => sum + (share - mean) ** 2, 0) / (shares.length - 1);
  return `${(100 * mean).toFixed(2)} ± ${(100 * Math.sqrt(variance / shares.length)).toFixed(2)}`;
}

const megabytes = ({ peakBytes }: Trained) => `${Math.round(peakBytes / 2 ** 20)} MB`;
