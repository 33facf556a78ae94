import type * as tf from "@tensorflow/tfjs-core";
import { mkdir, open, readdir, rename, rm, type FileHandle } from "node:fs/promises";
import { join } from "node:path";
import { encodeNumbers } from "../../huggingface/number-format.ts";
import { encodeSafetensorsHeader } from "../../huggingface/safetensors-header.ts";
import type { TrainingCheckpoint } from "../../training/loop/training-progress.ts";
import {
  checkpointName,
  checksum,
  listCheckpoints,
  manifestFile,
  manifestVersion,
  tensorsFile,
  type CheckpointManifest,
  type CheckpointState,
} from "./checkpoint-files.ts";

export interface SaveCheckpointOptions {
  /**
   * Checkpoints to keep in the folder, the latest ones.
   * @default 2
   */
  keep?: number;
}

/**
 * Writes a checkpoint into a folder of checkpoints: weights, moments, step, position in the data, curves.
 *
 * It is written under a temporary name, flushed to disk, and takes its place by one rename; only then are older ones
 * deleted. A process killed at any instant leaves the last finished checkpoint whole.
 *
 * @returns the folder of this checkpoint
 */
export async function saveCheckpoint(
  folder: string,
  checkpoint: TrainingCheckpoint,
  options: SaveCheckpointOptions = {},
): Promise<string> {
  const { keep = 2 } = options;
  const name = checkpointName(checkpoint.progress.step);
  const partial = join(folder, `.${name}.partial`);
  const finished = join(folder, name);
  await mkdir(folder, { recursive: true });
  await removeLeftovers(folder);
  await mkdir(partial);

  await writeFlushed(join(partial, tensorsFile), (file) => writeTensors(file, checkpoint));
  const state: CheckpointState = {
    optimizerSteps: checkpoint.optimizer.steps,
    progress: checkpoint.progress,
  };
  const sha256 = await checksum(partial, state);
  const manifest: CheckpointManifest = { version: manifestVersion, sha256, state };
  await writeFlushed(join(partial, manifestFile), (file) => file.writeFile(`${JSON.stringify(manifest)}\n`));

  if ((await listCheckpoints(folder)).includes(name))
    await rename(finished, join(folder, `.${name}.replaced`));
  await rename(partial, finished);
  await flushFolder(folder);
  await removeLeftovers(folder);
  for (const old of (await listCheckpoints(folder)).slice(keep))
    await rm(join(folder, old), { recursive: true });
  return finished;
}

async function writeTensors(file: FileHandle, { weights, optimizer }: TrainingCheckpoint): Promise<void> {
  const tensors = new Map<string, tf.Tensor>();
  for (const [name, tensor] of Object.entries(weights)) tensors.set(`weight.${name}`, tensor);
  for (const [name, tensor] of Object.entries(optimizer.moments)) tensors.set(name, tensor);
  const shapes = [...tensors].map(([name, { shape }]): [string, number[]] => [name, shape]);
  await file.writeFile(encodeSafetensorsHeader(shapes, "float32"));
  for (const tensor of tensors.values()) {
    await file.writeFile(encodeNumbers(await tensor.data<"float32">(), "float32"));
  }
}

async function writeFlushed(path: string, write: (file: FileHandle) => Promise<void>): Promise<void> {
  const file = await open(path, "w");
  try {
    await write(file);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Makes the rename itself last; Windows cannot open folders and needs no such flush. */
async function flushFolder(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** What runs that were killed while saving have left. */
async function removeLeftovers(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (/^\.step-\d+\.(partial|replaced)$/.test(name)) await rm(join(folder, name), { recursive: true });
  }
}
