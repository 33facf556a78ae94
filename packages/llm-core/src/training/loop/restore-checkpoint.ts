import * as tf from "@tensorflow/tfjs-core";
import type { Llama } from "../../model/llama.ts";
import type { AdamW } from "../optimizer/adamw.ts";
import type { BatchSource } from "./train-options.ts";
import { CheckpointMismatchError } from "./training-errors.ts";
import type { TrainingCheckpoint } from "./training-progress.ts";

/**
 * Puts a checkpoint's copies into a model, an optimizer and a source of batches.
 *
 * @throws CheckpointMismatchError before anything is changed; what `batches.seek` throws
 */
export function restoreCheckpoint(
  checkpoint: TrainingCheckpoint,
  into: { model: Llama; optimizer: AdamW; batches: BatchSource },
): void {
  const { model, optimizer, batches } = into;
  for (const name of new Set([...model.weights.keys(), ...Object.keys(checkpoint.weights)])) {
    const expected = model.weights.get(name)?.shape;
    const got = checkpoint.weights[name]?.shape;
    if (expected?.join() !== got?.join()) throw new CheckpointMismatchError(name, expected, got);
  }
  batches.seek(checkpoint.progress.data);
  for (const [name, variable] of model.weights) {
    const copy = tf.clone(checkpoint.weights[name]!);
    variable.assign(copy);
    copy.dispose();
  }
  optimizer.restore(checkpoint.optimizer);
}
