import type { Benchmark, BenchmarkCase } from "../benchmark.ts";
import { pythonContender, typescriptContender } from "../contender/contender.ts";
import { pythonWith } from "../contender/python-environment.ts";
import { median } from "../median.ts";

const ROUNDS = 5;
/** The size of the paper's test: its turns, over a catalogue of its test tracks. */
const FULL = { turns: 13_012, ranked: 1000, tracks: 21_502 };

/** What both are asked to compute. */
interface Figures {
  mrr: number;
  hitAt1: number;
  hitAt10: number;
  hitAt100: number;
}

export const benchmark: Benchmark = {
  name: "metrics",
  description: "MRR and Hit@1, 10, 100 of 13,012 turns with 1,000 ranked tracks each, against ranx",
  async run({ quick }) {
    const size = quick ? { ...FULL, turns: 2000 } : FULL;
    const python = await pythonWith(["ranx", "numba", "numpy", "scipy"]);
    const ours = typescriptContender(new URL("./ours.ts", import.meta.url));
    const peer = pythonContender(python, new URL("./peer.py", import.meta.url));
    try {
      await ours.ask({ load: size });
      const { version } = await peer.ask<{ version: string }>({ load: size });
      checkAgreement(await ours.ask({ figures: true }), await peer.ask({ figures: true }));
      const times: { ours: number; peer: number }[] = [];
      for (let round = 0; round < ROUNDS; round++)
        times.push({ peer: await peer.ask({ time: true }), ours: await ours.ask({ time: true }) });
      const row: BenchmarkCase = {
        case: `${size.turns.toLocaleString("en-US")} turns x ${size.ranked.toLocaleString("en-US")} ranked`,
        ours: median(times.map((time) => time.ours)),
        peer: median(times.map((time) => time.peer)),
        peerName: `ranx ${version}`,
      };
      return {
        unit: "ms",
        better: "lower",
        cases: [row],
        notes: [
          "From runs held in memory (ranx: Qrels and Run objects, built and sorted before the time starts), one core.",
          "Ours also looks for unknown, repeated and missing ids, checks the order of the scores, counts ties at their",
          "expected value, and gives the means over dialogues and by turn number.",
        ],
      };
    } finally {
      await ours.stop();
      await peer.stop();
    }
  },
};

/** @throws Error unless the figures are the same within 1e-12 */
function checkAgreement(ours: Figures, peer: Figures): void {
  for (const name of Object.keys(peer) as (keyof Figures)[])
    if (!(Math.abs(ours[name] - peer[name]) < 1e-12))
      throw new Error(`${name}: ranx ${peer[name]}, ours ${ours[name]}`);
}
