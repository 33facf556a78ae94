import * as tf from "@tensorflow/tfjs-core";
import type { Llama } from "../../model/llama.ts";
import type { AdamW } from "../optimizer/adamw.ts";
import { trainedShape } from "../trainable/trained-weights.ts";
import type { TrainedWeight } from "../trainable/trained-weights.ts";
import type { BatchSource } from "./train-options.ts";
import { CheckpointMismatchError } from "./training-errors.ts";
import type { TrainingCheckpoint } from "./training-progress.ts";

/**
 * Puts a checkpoint's weights into the model that they were trained in, as copies.
 *
 * @throws CheckpointMismatchError before anything is changed
 */
export function restoreWeights(model: Llama, { weights }: Pick<TrainingCheckpoint, "weights">): void {
  const parameters = model.parameters;
  for (const [name, { shape }] of Object.entries(weights)) {
    expectShape(name, parameters.get(name)?.shape, shape);
  }
  for (const [name, tensor] of Object.entries(weights)) {
    const copy = tf.clone(tensor);
    parameters.get(name)!.assign(copy);
    copy.dispose();
  }
}

/**
 * Puts a checkpoint's copies into a model, an optimizer and a source of batches.
 *
 * @throws CheckpointMismatchError before anything is changed; what `batches.seek` throws
 */
export function restoreCheckpoint(
  checkpoint: TrainingCheckpoint,
  into: {
    model: Llama;
    trained: ReadonlyMap<string, TrainedWeight>;
    optimizer: AdamW;
    batches: BatchSource;
  },
): void {
  const { model, trained, optimizer, batches } = into;
  const { weights, optimizer: state, progress } = checkpoint;
  for (const name of new Set([...trained.keys(), ...Object.keys(weights)])) {
    expectShape(name, trained.get(name)?.variable.shape, weights[name]?.shape);
  }
  for (const [name, weight] of trained) {
    const moment = state.moments[`first.${name}`];
    if (moment) expectShape(name, trainedShape(weight), moment.shape);
  }
  batches.seek(progress.data);
  restoreWeights(model, checkpoint);
  optimizer.restore(state);
}

function expectShape(
  name: string,
  expected: readonly number[] | undefined,
  got: readonly number[] | undefined,
): void {
  if (expected?.join() !== got?.join()) throw new CheckpointMismatchError(name, expected, got);
}
