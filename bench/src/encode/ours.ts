import { useBackend } from "@talkplay/llm-core";
import { assign } from "@talkplay/music-tokenizer";
import { writeFile } from "node:fs/promises";
import { listen } from "../contender/listen.ts";
import { readRows } from "../kmeans/mixture.ts";

const { line } = await useBackend();
let rows: Float32Array;
let centroids: Float32Array;
let width: number;

await listen(async (message) => {
  if (message.load) {
    const {
      file,
      rows: count,
      clusters,
      ...given
    } = message.load as { file: string; rows: number; width: number; clusters: number };
    width = given.width;
    const values = await readRows(file, count + clusters, width);
    rows = values.subarray(0, count * width);
    centroids = values.subarray(count * width);
    return { version: line, loadedBytes: process.memoryUsage.rss() };
  }
  const { share = 1, codes } = message as { share?: number; codes?: string };
  const part = rows.subarray(0, Math.floor((rows.length / width) * share) * width);
  const start = performance.now();
  const { assignments } = await assign(part, centroids, { width });
  const seconds = (performance.now() - start) / 1000;
  if (codes) await writeFile(codes, assignments);
  return { seconds, peakBytes: process.resourceUsage().maxRSS * 1024 };
});
