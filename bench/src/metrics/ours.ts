import { evaluateRun } from "@talkplay/eval";
import type { RunTurn, TruthTurn } from "@talkplay/eval";
import { listen } from "../contender/listen.ts";

let run: RunTurn[];
let truth: TruthTurn[];
let catalogue: string[];

await listen(({ load, figures }) => {
  if (load) {
    const { turns, ranked, tracks } = load as { turns: number; ranked: number; tracks: number };
    catalogue = Array.from({ length: tracks }, (_, track) => `t${track}`);
    const keys = Array.from({ length: turns }, (_, index) => ({
      turnId: `q${String(index).padStart(5, "0")}`,
      dialogueId: `d${Math.floor(index / 13)}`,
      turn: (index % 13) + 1,
    }));
    run = keys.map((key, index) => ({
      ...key,
      ranked: Array.from({ length: ranked }, (_, place) => `t${trackAt(index, place, tracks)}`),
      scores: Array.from({ length: ranked }, (_, place) => ranked - place),
    }));
    truth = keys.map((key, index) => ({
      ...key,
      trackId: `t${trackAt(index, (index * 7919) % (2 * ranked), tracks)}`,
    }));
    return {};
  }
  const start = performance.now();
  const { mrr, hitAt1, hitAt10, hitAt100 } = evaluateRun(run, truth, { catalogue }).subsets.all;
  const milliseconds = performance.now() - start;
  return figures ? { mrr, hitAt1, hitAt10, hitAt100 } : milliseconds;
});

/** Another track at every place of a turn: a step through the catalogue that is prime to its size. peer.py does the same. */
function trackAt(turn: number, place: number, tracks: number): number {
  return (turn * 31 + place * 7) % tracks;
}
