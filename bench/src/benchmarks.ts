import type { Benchmark } from "./benchmark.ts";

/**
 * Every benchmark, by the name of its folder. A new one: a folder here with a `benchmark.ts` that exports a
 * `benchmark`, and a line below. Imported when asked for, so that one that cannot load does not stop the others.
 */
export const benchmarks: Record<string, () => Promise<{ benchmark: Benchmark }>> = {
  bm25: () => import("./bm25/benchmark.ts"),
  decode: () => import("./decode/benchmark.ts"),
  encode: () => import("./encode/benchmark.ts"),
  item2vec: () => import("./item2vec/benchmark.ts"),
  kmeans: () => import("./kmeans/benchmark.ts"),
  "llama-1b": () => import("./llama-1b/benchmark.ts"),
  load: () => import("./load/benchmark.ts"),
  matcher: () => import("./matcher/benchmark.ts"),
  mel: () => import("./mel/benchmark.ts"),
  metrics: () => import("./metrics/benchmark.ts"),
  "mpd-read": () => import("./mpd-read/benchmark.ts"),
  train: () => import("./train/benchmark.ts"),
  "train-memory": () => import("./train-memory/benchmark.ts"),
};
