import * as tf from "@tensorflow/tfjs-core";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { listWeights, readWeight } from "../../huggingface/weight-files.ts";
import type { TrainingCheckpoint } from "../../training/loop/training-progress.ts";
import { modelFolder } from "../huggingface/model-folder.ts";
import { CheckpointError } from "./checkpoint-error.ts";
import {
  checksum,
  listCheckpoints,
  manifestFile,
  manifestVersion,
  type CheckpointManifest,
} from "./checkpoint-files.ts";

/** The latest checkpoint of a folder that is whole. */
export interface LoadedCheckpoint {
  /** Give this to `train` as `resume`. */
  checkpoint: TrainingCheckpoint;
  /** The folder that it was read from. */
  folder: string;
  /** Later checkpoints that were damaged, latest first; tell the user. */
  skipped: CheckpointError[];
  /** Frees the checkpoint's tensors; `train` has copied them once it has begun. */
  dispose(): void;
}

/**
 * Reads the latest checkpoint that is whole from a folder of checkpoints.
 *
 * @returns nothing if the folder holds no checkpoint
 * @throws CheckpointError of the latest one if it holds some and all are damaged
 */
export async function loadCheckpoint(folder: string): Promise<LoadedCheckpoint | undefined> {
  const skipped: CheckpointError[] = [];
  for (const name of await listCheckpoints(folder)) {
    const candidate = join(folder, name);
    try {
      const checkpoint = await readCheckpoint(candidate);
      const tensors = [checkpoint.weights, checkpoint.optimizer.moments];
      return { checkpoint, folder: candidate, skipped, dispose: () => tf.dispose(tensors) };
    } catch (error) {
      if (!(error instanceof CheckpointError)) throw error;
      skipped.push(error);
    }
  }
  if (skipped.length > 0) throw skipped[0]!;
  return undefined;
}

async function readCheckpoint(folder: string): Promise<TrainingCheckpoint> {
  const { state } = await readManifest(folder);
  const files = modelFolder(folder);
  const weights: Record<string, tf.Tensor> = {};
  const moments: Record<string, tf.Tensor> = {};
  for (const [name, entry] of await listWeights(files)) {
    const tensor = tf.keep(tf.tensor(await readWeight(files, name, entry), entry.shape));
    if (name.startsWith("weight.")) weights[name.slice("weight.".length)] = tensor;
    else moments[name] = tensor;
  }
  return { weights, optimizer: { steps: state.optimizerSteps, moments }, progress: state.progress };
}

/** The manifest, once the checksum has vouched for it and for the tensors. */
async function readManifest(folder: string): Promise<CheckpointManifest> {
  let manifest: CheckpointManifest;
  let found: string;
  try {
    manifest = JSON.parse(await readFile(join(folder, manifestFile), "utf8")) as CheckpointManifest;
    found = await checksum(folder, manifest.state);
  } catch (error) {
    throw new CheckpointError(folder, "is incomplete or damaged", { cause: error });
  }
  if (manifest.version !== manifestVersion) {
    throw new CheckpointError(folder, `is of version ${manifest.version}, not ${manifestVersion}`);
  }
  if (found !== manifest.sha256)
    throw new CheckpointError(folder, "is not what was saved (its checksum differs)");
  return manifest;
}
