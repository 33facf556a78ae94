import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Benchmark } from "../benchmark.ts";
import { pythonContender, typescriptContender } from "../contender/contender.ts";
import { pythonWith } from "../contender/python-environment.ts";
import { writeMixture } from "../kmeans/mixture.ts";

interface Encoded {
  seconds: number;
  peakBytes: number;
}

export const benchmark: Benchmark = {
  name: "encode",
  description: "codes of 1,000,000 x 512 against 1,024 centroids, against faiss's exact index on all cores",
  async run({ quick }) {
    const shape = quick
      ? { rows: 100_000, width: 128, clusters: 256 }
      : { rows: 1_000_000, width: 512, clusters: 1024 };
    const rounds = quick ? 3 : 2;
    const python = await pythonWith(["faiss-cpu", "numpy"]);
    const folder = await mkdtemp(join(tmpdir(), "bench-encode-"));
    const ours = typescriptContender(new URL("./ours.ts", import.meta.url), "all");
    const peer = pythonContender(python, new URL("./peer.py", import.meta.url), "all");
    try {
      const file = join(folder, "rows.f32");
      const { clusters, width } = shape;
      await writeMixture(file, { rows: shape.rows + clusters, width, centres: 2 * clusters, seed: 2 });
      const { version: backend, loadedBytes } = await ours.ask<{ version: string; loadedBytes: number }>({
        load: { ...shape, file },
      });
      const { version } = await peer.ask<{ version: string }>({ load: { ...shape, file } });

      const codes = { ours: join(folder, "ours.u32"), peer: join(folder, "peer.u32") };
      let [mine, theirs]: (Encoded | undefined)[] = [];
      for (let round = 0; round < rounds; round++) {
        theirs = faster(theirs, await peer.ask<Encoded>({ codes: codes.peer }));
        mine = faster(mine, await ours.ask<Encoded>({ codes: codes.ours }));
      }
      const agreement = await shareOfEqual(codes.ours, codes.peer);
      if (agreement < 0.9999) throw new Error(`only ${100 * agreement} % of the codes equal faiss's`);

      const scaling: number[] = [];
      for (const share of [0.25, 0.5, 1]) {
        let fastest: Encoded | undefined;
        for (let round = 0; round < rounds; round++)
          fastest = faster(fastest, await ours.ask<Encoded>({ share }));
        scaling.push(fastest!.seconds);
      }
      return {
        unit: "rows/s",
        better: "higher",
        cases: [
          {
            case: `${shape.rows.toLocaleString("en-US")} x ${width}, K=${clusters}`,
            ours: shape.rows / mine!.seconds,
            peer: shape.rows / theirs!.seconds,
            peerName: version,
          },
        ],
        notes: [
          backend,
          `${(100 * agreement).toFixed(4)} % of the codes are equal; ours decides near ties in float64.`,
          `Peak memory (the rows in it): ours ${megabytes(mine!.peakBytes)}, of which ${megabytes(loadedBytes)} before the first call, faiss ${megabytes(theirs!.peakBytes)}.`,
          `Scaling of ours, rows 1x, 2x, 4x: ${scaling.map((seconds) => `${(seconds / scaling[0]!).toFixed(2)}x`).join(", ")} the time.`,
        ],
        figures: { scaling, agreement },
      };
    } finally {
      await ours.stop();
      await peer.stop();
      await rm(folder, { recursive: true });
    }
  },
};

function faster(one: Encoded | undefined, other: Encoded): Encoded {
  return one && one.seconds <= other.seconds ? { ...one, peakBytes: other.peakBytes } : other;
}

async function shareOfEqual(one: string, other: string): Promise<number> {
  const [a, b] = await Promise.all(
    [one, other].map(async (file) => new Uint32Array((await readFile(file)).buffer)),
  );
  if (a!.length !== b!.length) throw new Error(`${a!.length} codes ours, ${b!.length} theirs`);
  return a!.reduce((equal, code, row) => equal + (code === b![row] ? 1 : 0), 0) / a!.length;
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 2 ** 20).toLocaleString("en-US")} MiB`;
}
