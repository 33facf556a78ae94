import type { Benchmark, BenchmarkCase } from "../benchmark.ts";
import { pythonContender, typescriptContender, type Contender } from "../contender/contender.ts";
import { pythonWith } from "../contender/python-environment.ts";

const ROUNDS = 5;

export const benchmark: Benchmark = {
  name: "mel",
  description: "Log-mel spectrograms as musicnn takes them, against librosa, one core each",
  async run({ quick }) {
    const python = await pythonWith(["librosa", "numpy", "scipy", "numba"]);
    const ours = typescriptContender(new URL("./ours.ts", import.meta.url));
    const peer = pythonContender(python, new URL("./peer.py", import.meta.url));
    const cases: BenchmarkCase[] = [];
    try {
      for (const seconds of quick ? [30] : [30, 240]) {
        const repeat = (quick ? 120 : 480) / seconds;
        await ours.ask({ seconds });
        const { version } = await peer.ask<{ version: string }>({ seconds });
        await checkAgreement(ours, peer);
        const rounds: { ours: number; peer: number }[] = [];
        for (let round = 0; round <= ROUNDS; round++)
          rounds.push({ peer: await peer.ask({ repeat }), ours: await ours.ask({ repeat }) });
        const rate = (name: "ours" | "peer") =>
          // The first round warms up.
          (repeat * seconds) / median(rounds.slice(1).map((round) => round[name]));
        cases.push({
          case: `${seconds} s at 16 kHz, 512 samples every 256, 96 bands`,
          ours: rate("ours"),
          peer: rate("peer"),
          peerName: `librosa ${version}`,
        });
      }
    } finally {
      ours.stop();
      peer.stop();
    }
    return { unit: "seconds of sound a second", better: "higher", cases };
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

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
}
