import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Benchmark, BenchmarkCase } from "../benchmark.ts";
import { pythonContender, typescriptContender } from "../contender/contender.ts";
import { pythonWith } from "../contender/python-environment.ts";
import { median } from "../median.ts";
import { writePlaylists } from "./playlists.ts";
import { hitRate, readVectors } from "./quality.ts";

interface Trained {
  seconds: number;
  peakBytes: number;
}

const WIDTHS = [64, 128];
const WINDOW = 10;

export const benchmark: Benchmark = {
  name: "item2vec",
  description: "Skip-gram over playlists on two threads, against gensim with two workers, at equal quality",
  async run({ quick }) {
    const python = await pythonWith(["gensim", "numpy", "scipy", "safetensors"]);
    const size = quick
      ? { playlists: 2000, tracks: 4000, epochs: 2, rounds: 1 }
      : { playlists: 20_000, tracks: 40_000, epochs: 5, rounds: 3 };
    const folder = await mkdtemp(join(tmpdir(), "bench-item2vec-"));
    const ours = typescriptContender(new URL("./ours.ts", import.meta.url), "all");
    const peer = pythonContender(python, new URL("./peer.py", import.meta.url), "all");
    const cases: BenchmarkCase[] = [];
    const notes = [
      "Numbering the tracks is part of the time, reading the playlists into lists (ours) is not.",
    ];
    try {
      const path = join(folder, "playlists.txt");
      const test = await writePlaylists({ path, ...size, heldOut: 300 });
      const { positions } = await ours.ask<{ positions: number }>({ load: path });
      const { version } = await peer.ask<{ version: string }>({ load: path });
      for (const width of WIDTHS) {
        const ask = (name: string) => ({
          width,
          window: WINDOW,
          epochs: size.epochs,
          out: join(folder, `${name}.safetensors`),
        });
        const rounds: { ours: Trained; peer: Trained }[] = [];
        for (let round = 0; round < size.rounds; round++)
          rounds.push({ peer: await peer.ask(ask("peer")), ours: await ours.ask(ask("ours")) });
        const words = positions * size.epochs;
        cases.push({
          case: `${width} wide, window ${WINDOW}, ${positions.toLocaleString("en-US")} plays x ${size.epochs}`,
          ours: words / median(rounds.map((round) => round.ours.seconds)),
          peer: words / median(rounds.map((round) => round.peer.seconds)),
          peerName: `gensim ${version}, 2 workers`,
        });
        const [oursHits, peerHits] = await Promise.all(
          ["ours", "peer"].map(async (name) => hitRate(await readVectors(ask(name).out), test)),
        );
        const { ours: mine, peer: theirs } = rounds.at(-1)!;
        notes.push(
          `${width} wide: next track among the first 100: ours ${share(oursHits!)}, gensim ${share(peerHits!)}; peak memory ours ${megabytes(mine)}, gensim ${megabytes(theirs)}.`,
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

const share = (value: number) => `${(100 * value).toFixed(1)} %`;
const megabytes = ({ peakBytes }: Trained) => `${Math.round(peakBytes / 2 ** 20)} MB`;
