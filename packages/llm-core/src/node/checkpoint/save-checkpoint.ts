import { mkdir, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import type { TrainingCheckpoint } from "../../training/loop/training-progress.ts";
import { flushFolder } from "../files/flush-folder.ts";
import { writeFlushed } from "../files/write-flushed.ts";
import { tensorsContent } from "../huggingface/file-contents.ts";
import type { NamedTensor } from "../huggingface/file-contents.ts";
import {
  checkpointName,
  checksum,
  listCheckpoints,
  manifestFile,
  manifestVersion,
  replacedName,
  tensorsFile,
  type CheckpointManifest,
  type CheckpointState,
} from "./checkpoint-files.ts";

/** Options of `saveCheckpoint`. */
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
 * deleted. A process killed at any instant leaves the last finished checkpoint whole and found.
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

  await writeFlushed(join(partial, tensorsFile), tensorsContent(namedTensors(checkpoint), "float32"));
  const state: CheckpointState = {
    optimizerSteps: checkpoint.optimizer.steps,
    progress: checkpoint.progress,
  };
  const sha256 = await checksum(partial, state);
  const manifest: CheckpointManifest = { version: manifestVersion, sha256, state };
  await writeFlushed(join(partial, manifestFile), (file) => file.writeFile(`${JSON.stringify(manifest)}\n`));

  if ((await listCheckpoints(folder)).includes(name))
    await rename(finished, join(folder, replacedName(name)));
  await rename(partial, finished);
  await flushFolder(folder);
  await removeLeftovers(folder);
  for (const old of (await listCheckpoints(folder)).slice(keep))
    await rm(join(folder, old), { recursive: true });
  return finished;
}

function namedTensors({ weights, optimizer }: TrainingCheckpoint): NamedTensor[] {
  const weightTensors = Object.entries(weights).map(([name, tensor]) => ({ name: `weight.${name}`, tensor }));
  const moments = Object.entries(optimizer.moments).map(([name, tensor]) => ({ name, tensor }));
  return [...weightTensors, ...moments].map(({ name, tensor }) => ({
    name,
    shape: tensor.shape,
    read: () => tensor.data<"float32">(),
  }));
}

/** What runs that were killed while saving have left. */
async function removeLeftovers(folder: string): Promise<void> {
  const names = await readdir(folder);
  const isLeftover = (name: string) =>
    /^\.step-\d+\.partial$/.test(name) || names.some((finished) => name === replacedName(finished));
  for (const name of names.filter(isLeftover)) await rm(join(folder, name), { recursive: true });
}
