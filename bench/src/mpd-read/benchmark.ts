import { execFile, spawnSync } from "node:child_process";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Benchmark, BenchmarkCase } from "../benchmark.ts";
import { pythonWith } from "../contender/python-environment.ts";
import { median } from "../median.ts";
import { sliceFolder } from "./slice-folder.ts";

const run = promisify(execFile);
const CORES = 2;
const ROUNDS = 3;
/** Enough that what is measured is the reading, not the start: a whole dataset has a thousand. */
const SLICES = { quick: 12, full: 20 };
/** The published files, 1,000 slices. */
const WHOLE_BYTES = 33e9;

const CASES = {
  plain: "id, title, date and track ids of every playlist",
  records: "every field of every playlist and track",
};

/** What a contender says of one pass over the slices. */
interface Pass {
  seconds: number;
  bytes: number;
  peakBytes: number;
  /** Counted where the playlists arrive; equal for both. */
  counts: { playlists: number; positions: number; dates: number };
  version: string;
}

export const benchmark: Benchmark = {
  name: "mpd-read",
  description:
    "Reading slices of the Million Playlist Dataset on two cores, against orjson in a Python process pool",
  async run({ quick }) {
    const python = await pythonWith(["orjson"]);
    const slices = quick ? SLICES.quick : SLICES.full;
    const folder = await sliceFolder(slices);
    await run("npm", ["run", "build", "-w", "@talkplay/datasets"]);
    const cases: BenchmarkCase[] = [];
    const notes = [
      `${slices} generated slices, ${CORES} threads or processes on ${Math.min(CORES, availableParallelism())} cores, ` +
        "start included; both hand the playlists to their main thread. Ours also checks every count.",
    ];
    const figures: Record<string, unknown> = {};
    for (const [form, description] of Object.entries(CASES)) {
      const rounds: { ours: Pass; peer: Pass }[] = [];
      for (let round = 0; round < (quick ? 1 : ROUNDS); round++) {
        const peer = await pass([python, file("peer.py"), folder, form, String(CORES)]);
        const ours = await pass([process.execPath, file("ours.mjs"), folder, form, String(CORES)]);
        checkAgreement(ours, peer);
        rounds.push({ ours, peer });
      }
      const ours = median(rounds.map((round) => megabytesPerSecond(round.ours)));
      const peer = median(rounds.map((round) => megabytesPerSecond(round.peer)));
      cases.push({ case: description, ours, peer, peerName: `orjson ${rounds[0]!.peer.version}` });
      const peakBytes = {
        ours: Math.max(...rounds.map((round) => round.ours.peakBytes)),
        peer: Math.max(...rounds.map((round) => round.peer.peakBytes)),
      };
      const wholeSeconds = { ours: WHOLE_BYTES / 1e6 / ours, peer: WHOLE_BYTES / 1e6 / peer };
      figures[form] = { peakBytes, wholeSeconds };
      notes.push(
        `${description}: all 33 GB in ${Math.round(wholeSeconds.ours)} s (peer ${Math.round(wholeSeconds.peer)} s) where ` +
          `the disk allows; peak memory ${mebibytes(peakBytes.ours)} MiB (peer ${mebibytes(peakBytes.peer)} MiB).`,
      );
    }
    return { unit: "MB/s", better: "higher", cases, notes, figures };
  },
};

function file(name: string): string {
  return fileURLToPath(new URL(name, import.meta.url));
}

async function pass(command: readonly string[]): Promise<Pass> {
  // Without taskset (not on Linux) the number of threads and processes is the only bound.
  const pinned = spawnSync("taskset", ["-V"]).status === 0 ? ["taskset", "-c", `0-${CORES - 1}`] : [];
  const [program, ...rest] = [...pinned, ...command] as [string, ...string[]];
  return JSON.parse((await run(program, rest)).stdout) as Pass;
}

/** @throws Error unless both read the same. */
function checkAgreement(ours: Pass, peer: Pass): void {
  const expected = JSON.stringify({ bytes: peer.bytes, ...peer.counts });
  const got = JSON.stringify({ bytes: ours.bytes, ...ours.counts });
  if (got !== expected) throw new Error(`orjson read ${expected}, ours ${got}`);
}

function megabytesPerSecond({ bytes, seconds }: Pass): number {
  return bytes / 1e6 / seconds;
}

function mebibytes(bytes: number): number {
  return Math.round(bytes / 2 ** 20);
}
