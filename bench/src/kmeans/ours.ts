import { useBackend } from "@talkplay/llm-core";
import { fitKMeans } from "@talkplay/music-tokenizer";
import { listen } from "../contender/listen.ts";
import { readRows } from "./mixture.ts";

const { line } = await useBackend();
let rows: Float32Array;
let shape: { rows: number; width: number; clusters: number };

await listen(async (message) => {
  if (message.load) {
    const { file, ...given } = message.load as {
      file: string;
      rows: number;
      width: number;
      clusters: number;
    };
    shape = given;
    rows = await readRows(file, given.rows, given.width);
    return { version: line, loadedBytes: process.memoryUsage.rss() };
  }
  const {
    iterations,
    seeding,
    share = 1,
  } = message as { iterations: number; seeding: boolean; share?: number };
  const { width, clusters } = shape;
  const start = performance.now();
  const { inertia } = await fitKMeans(rows.subarray(0, Math.floor(shape.rows * share) * width), {
    width,
    clusters,
    iterations,
    tolerance: 0,
    initialCentroids: seeding ? undefined : rows.slice(0, clusters * width),
  });
  const seconds = (performance.now() - start) / 1000;
  return { seconds, inertia, peakBytes: process.resourceUsage().maxRSS * 1024 };
});
