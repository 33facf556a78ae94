import type { Benchmark, BenchmarkCase } from "../benchmark.ts";
import { pythonContender, typescriptContender, type Contender } from "../contender/contender.ts";
import { pythonWith } from "../contender/python-environment.ts";
import { median } from "../median.ts";

const ROUNDS = 5;

interface Transformed {
  seconds: number;
  peakBytes: number;
}

export const benchmark: Benchmark = {
  name: "mel",
  description: "Log-mel spectrograms as musicnn takes them, against librosa, one core each",
  async run({ quick }) {
    const python = await pythonWith(["librosa", "numpy", "scipy", "numba"]);
    const ours = typescriptContender(new URL("./ours.ts", import.meta.url));
    const peer = pythonContender(python, new URL("./peer.py", import.meta.url));
    const cases: BenchmarkCase[] = [];
    const notes = [
      "Both are held to core 0 and to one thread, and take turns.",
      "Peak memory is the process's: Node with tsx for ours, Python with NumPy and SciPy for librosa's.",
    ];
    const scaling: number[] = [];
    try {
      for (const seconds of quick ? [30, 60, 120] : [60, 120, 240]) {
        const repeat = (quick ? 240 : 480) / seconds;
        await ours.ask({ seconds });
        const { version } = await peer.ask<{ version: string }>({ seconds });
        await checkAgreement(ours, peer);
        const rounds: { ours: Transformed; peer: Transformed }[] = [];
        for (let round = 0; round <= ROUNDS; round++)
          rounds.push({ peer: await peer.ask({ repeat }), ours: await ours.ask({ repeat }) });
        // The first round warms up.
        const [mine, theirs] = (["ours", "peer"] as const).map((name) =>
          median(rounds.slice(1).map((round) => round[name].seconds)),
        ) as [number, number];
        cases.push({
          case: `${seconds} s at 16 kHz, 512 samples every 256, 96 bands`,
          ours: (repeat * seconds) / mine,
          peer: (repeat * seconds) / theirs,
          peerName: `librosa ${version}`,
        });
        scaling.push(mine / repeat);
        const { ours: last, peer: peerLast } = rounds.at(-1)!;
        notes.push(`${seconds} s: peak memory ours ${megabytes(last)}, librosa ${megabytes(peerLast)}.`);
      }
    } finally {
      await ours.stop();
      await peer.stop();
    }
    notes.push(
      `Scaling of ours, samples 1x, 2x, 4x: ${scaling.map((time) => `${(time / scaling[0]!).toFixed(2)}x`).join(", ")} the time.`,
    );
    return { unit: "seconds of sound a second", better: "higher", cases, notes, figures: { scaling } };
  },
};

/** @throws Error unless both give the same frames */
async function checkAgreement(ours: Contender, peer: Contender): Promise<void> {
  for (const frame of [0, 700]) {
    const expected = await peer.ask<number[]>({ frame });
    const got = await ours.ask<number[]>({ frame });
    for (const [band, value] of expected.entries())
      if (!(Math.abs(value - got[band]!) < 1e-3))
        throw new Error(`frame ${frame}, band ${band}: librosa ${value}, ours ${got[band]}`);
  }
}

const megabytes = ({ peakBytes }: Transformed) => `${Math.round(peakBytes / 2 ** 20)} MiB`;
