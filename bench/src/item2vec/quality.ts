import { readSafetensors } from "@talkplay/music-tokenizer/matrices";
import { readFile } from "node:fs/promises";

interface Vectors {
  ids: string[];
  width: number;
  /** Of length 1, row-major [ids, width]. */
  rows: Float32Array;
}

/** Trained vectors from a contender's file. */
export async function readVectors(path: string): Promise<Vectors> {
  const { tensors, metadata } = readSafetensors(path, await readFile(path));
  const { shape, values } = tensors.get("rows")!;
  const [count, width] = shape as [number, number];
  for (let i = 0; i < count; i++) {
    const row = values.subarray(i * width, (i + 1) * width);
    const length = Math.hypot(...row) || 1;
    row.forEach((value, d) => (row[d] = value / length));
  }
  return { ids: metadata.ids!.split(" "), width, rows: values };
}

/**
 * How often the next track is among the first 100 of all tracks by cosine to the mean direction of those before it,
 * which are left out. A turn whose next track was never seen, or has been played, is none.
 */
export function hitRate(
  { ids, width, rows }: Vectors,
  test: readonly { before: string[]; next: string }[],
): { share: number; turns: number } {
  const index = new Map(ids.map((id, i) => [id, i]));
  let hits = 0;
  let turns = 0;
  for (const { before, next } of test) {
    const target = index.get(next);
    const history = new Set(before.flatMap((id) => index.get(id) ?? []));
    if (target === undefined || history.has(target)) continue;
    const mean = new Float32Array(width);
    for (const id of before)
      if (index.has(id)) for (let d = 0; d < width; d++) mean[d]! += rows[index.get(id)! * width + d]!;
    const scoreOf = (track: number) => {
      let score = 0;
      for (let d = 0; d < width; d++) score += rows[track * width + d]! * mean[d]!;
      return score;
    };
    const score = scoreOf(target);
    let better = 0;
    for (let track = 0; track < ids.length; track++)
      if (scoreOf(track) > score && !history.has(track)) better++;
    turns++;
    if (better < 100) hits++;
  }
  return { share: hits / turns, turns };
}
