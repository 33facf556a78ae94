import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Benchmark, BenchmarkCase } from "../benchmark.ts";
import { type Contender, pythonContender, typescriptContender } from "../contender/contender.ts";
import { pythonWith } from "../contender/python-environment.ts";
import { writeMixture } from "./mixture.ts";

const ITERATIONS = 10;

interface Fit {
  seconds: number;
  inertia: number;
  peakBytes: number;
}

export const benchmark: Benchmark = {
  name: "kmeans",
  description: "k-means of 100,000 x 512, K=1024, 10 iterations, against scikit-learn and faiss on all cores",
  async run({ quick }) {
    const shape = quick
      ? { rows: 20_000, width: 128, clusters: 256 }
      : { rows: 100_000, width: 512, clusters: 1024 };
    const rounds = quick ? 2 : 3;
    const python = await pythonWith(["scikit-learn", "faiss-cpu", "numpy"]);
    const folder = await mkdtemp(join(tmpdir(), "bench-kmeans-"));
    const file = join(folder, "rows.f32");
    const ours = typescriptContender(new URL("./ours.ts", import.meta.url), "all");
    const peers = ["scikit-learn", "faiss"].map((library) => ({
      library,
      contender: pythonContender(python, new URL("./peer.py", import.meta.url), "all"),
    }));
    try {
      await writeMixture(file, { ...shape, centres: 2 * shape.clusters, seed: 1 });
      const { version: backend, loadedBytes } = await ours.ask<{ version: string; loadedBytes: number }>({
        load: { ...shape, file },
      });
      const what = `${shape.rows.toLocaleString("en-US")} x ${shape.width}, K=${shape.clusters}, ${ITERATIONS} iterations`;
      const cases: BenchmarkCase[] = [];
      const notes = [
        `${backend} ${megabytes(loadedBytes)} of our peak memory are libraries and rows before the first fit. All start from the same rows but where "seeded": by k-means++, in the time.`,
      ];
      for (const { library, contender } of peers) {
        const { version } = await contender.ask<{ version: string }>({ load: { ...shape, file, library } });
        for (const seeding of library === "scikit-learn" ? [false, true] : [false]) {
          const { mine, theirs } = await alternate(ours, contender, seeding, seeding ? 1 : rounds);
          checkInertia(mine, theirs, seeding ? 0.02 : 0.001);
          cases.push({
            case: seeding ? `${what}, seeded` : what,
            ours: mine.seconds,
            peer: theirs.seconds,
            peerName: version,
          });
          notes.push(
            `${version}${seeding ? ", seeded" : ""}: inertia ours / theirs ${(mine.inertia / theirs.inertia).toFixed(5)}; ` +
              `peak memory ours ${megabytes(mine.peakBytes)}, theirs ${megabytes(theirs.peakBytes)}.`,
          );
        }
      }
      const scaling: number[] = [];
      for (const share of [0.25, 0.5, 1]) {
        let fastest: Fit | undefined;
        for (let round = 0; round < rounds; round++)
          fastest = faster(fastest, await ours.ask<Fit>({ iterations: ITERATIONS, seeding: false, share }));
        scaling.push(fastest!.seconds);
      }
      notes.push(
        `Scaling of ours, rows 1x, 2x, 4x: ${scaling.map((seconds) => `${(seconds / scaling[0]!).toFixed(2)}x`).join(", ")} the time.`,
      );
      return { unit: "s", better: "lower", cases, notes, figures: { scaling } };
    } finally {
      await ours.stop();
      for (const { contender } of peers) await contender.stop();
      await rm(folder, { recursive: true });
    }
  },
};

/** The fastest of some rounds each, in turns. */
async function alternate(
  ours: Contender,
  peer: Contender,
  seeding: boolean,
  rounds: number,
): Promise<{ mine: Fit; theirs: Fit }> {
  let [mine, theirs]: (Fit | undefined)[] = [];
  for (let round = 0; round < rounds; round++) {
    const message = { iterations: ITERATIONS, seeding };
    theirs = faster(theirs, await peer.ask<Fit>(message));
    mine = faster(mine, await ours.ask<Fit>(message));
  }
  return { mine: mine!, theirs: theirs! };
}

function faster(one: Fit | undefined, other: Fit): Fit {
  return one && one.seconds <= other.seconds ? { ...one, peakBytes: other.peakBytes } : other;
}

/** @throws Error if ours is worse by more than `tolerance`: a faster way to a worse codebook is no win. */
function checkInertia(mine: Fit, theirs: Fit, tolerance: number): void {
  if (mine.inertia > theirs.inertia * (1 + tolerance))
    throw new Error(`inertia ours ${mine.inertia}, theirs ${theirs.inertia}`);
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 2 ** 20).toLocaleString("en-US")} MiB`;
}
