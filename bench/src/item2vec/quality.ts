import { readSafetensors } from "@talkplay/music-tokenizer/matrices";
import { readFile } from "node:fs/promises";

interface Vectors {
  ids: string[];
  /** Of length 1. */
  rows: Float32Array[];
}

/** Trained vectors from a contender's file. */
export async function readVectors(path: string): Promise<Vectors> {
  const { tensors, metadata } = readSafetensors(path, await readFile(path));
  const { shape, values } = tensors.get("rows")!;
  const width = shape[1]!;
  const ids = metadata.ids!.split(" ");
  const rows = ids.map((_, i) => {
    const row = values.subarray(i * width, (i + 1) * width);
    const length = Math.hypot(...row) || 1;
    return row.map((value) => value / length);
  });
  return { ids, rows };
}

/** How often the next track is among the first 100 by cosine to the mean direction of those before it, which are left out. */
export function hitRate({ ids, rows }: Vectors, test: readonly { before: string[]; next: string }[]): number {
  const index = new Map(ids.map((id, i) => [id, i]));
  let hits = 0;
  let turns = 0;
  for (const { before, next } of test) {
    const target = index.get(next);
    const history = before.flatMap((id) => index.get(id) ?? []);
    if (target === undefined || history.includes(target)) continue;
    const mean = rows[0]!.map((_, d) => history.reduce((sum, track) => sum + rows[track]![d]!, 0));
    const played = new Set(history);
    const score = dot(rows[target]!, mean);
    const better = rows.filter((row, track) => !played.has(track) && dot(row, mean) > score).length;
    turns++;
    if (better < 100) hits++;
  }
  return hits / turns;
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let d = 0; d < a.length; d++) sum += a[d]! * b[d]!;
  return sum;
}
