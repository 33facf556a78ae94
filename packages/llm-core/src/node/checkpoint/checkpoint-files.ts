import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { TrainingProgress } from "../../training/loop/training-progress.ts";

/*
 * A folder of checkpoints holds `step-000000120/`, `step-000000240/` …, each of them
 *   model.safetensors   weights, and the optimizer's moments
 *   checkpoint.json     everything else, and the checksum of both
 * and while a step is saved anew `step-000000240.replaced`, which counts until the new one is in its place.
 */
export const tensorsFile = "model.safetensors";
export const manifestFile = "checkpoint.json";
export const manifestVersion = 1;

export interface CheckpointManifest {
  version: number;
  /** SHA-256 of the tensors' file followed by `state` as compact JSON. */
  sha256: string;
  state: CheckpointState;
}

export interface CheckpointState {
  /** Updates that each parameter has had. */
  optimizerSteps: Record<string, number>;
  progress: TrainingProgress;
}

export function checkpointName(step: number): string {
  return `step-${String(step).padStart(9, "0")}`;
}

/** Where a checkpoint goes when its step is saved anew. */
export function replacedName(name: string): string {
  return `${name}.replaced`;
}

/** Names of the finished checkpoints, latest first, a replaced one after the one that replaces it. */
export async function listCheckpoints(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
  return names
    .filter((name) => /^step-\d+(\.replaced)?$/.test(name))
    .toSorted((a, b) => stepOf(b) - stepOf(a) || a.length - b.length);
}

export async function checksum(checkpointFolder: string, state: unknown): Promise<string> {
  const hash = createHash("sha256");
  for await (const bytes of createReadStream(join(checkpointFolder, tensorsFile)))
    hash.update(bytes as Buffer);
  return hash.update(JSON.stringify(state)).digest("hex");
}

function stepOf(name: string): number {
  return Number.parseInt(name.slice("step-".length), 10);
}
