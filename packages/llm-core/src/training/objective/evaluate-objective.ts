import * as tf from "@tensorflow/tfjs-core";
import { matMulIn } from "../../model/compute-type.ts";
import type { LlamaForwardOptions } from "../../model/forward-options.ts";
import type { Llama } from "../../model/llama.ts";
import type { PackedBatch } from "../packing/packed-batch.ts";
import type { LabelledPositions, Objective, ObjectiveOutput } from "./objective.ts";

interface EvaluateOptions
  extends Pick<LlamaForwardOptions, "gradientCheckpointing" | "computeType" | "embedded"> {
  /** The last rows of the output embedding, if a gradient is wanted of these alone. */
  trainedRows?: tf.Tensor2D;
}

/** One forward pass over a batch and the objective of its hidden states; call it inside a tidy. */
export function evaluateObjective(
  model: Llama,
  batch: PackedBatch,
  objective: Objective,
  { trainedRows, ...options }: EvaluateOptions = {},
): ObjectiveOutput {
  const shape: [number, number] = [batch.rows, batch.time];
  const hidden = model.forward(tf.tensor2d(batch.ids, shape, "int32"), {
    segments: tf.tensor2d(batch.segments, shape, "int32"),
    positions: tf.tensor2d(batch.positions, shape, "int32"),
    ...options,
  });
  return objective({
    hidden,
    embedding: trainedRows ? embeddingOver(trainedRows, model.outputEmbedding) : model.outputEmbedding,
    trainedRows,
    batch,
    labelled: (group) => labelledPositions(hidden, batch, group),
    matMul: matMulIn(options.computeType ?? "float32"),
  });
}

/** The embedding as a function of its last rows: its gradient is theirs. */
function embeddingOver(trainedRows: tf.Tensor2D, embedding: tf.Tensor2D): tf.Tensor2D {
  const fromRow = embedding.shape[0] - trainedRows.shape[0];
  const join = tf.customGrad(() => ({
    value: tf.clone(embedding),
    gradFunc: (gradient: tf.Tensor) => tf.slice(gradient, [fromRow, 0]),
  }));
  return join(trainedRows) as tf.Tensor2D;
}

function labelledPositions(
  hidden: tf.Tensor3D,
  batch: PackedBatch,
  group: string | undefined,
): LabelledPositions {
  const dim = hidden.shape[2];
  const places = findLabelled(batch, group);
  if (places.length === 0) {
    return { hidden: tf.zeros([0, dim]), targets: tf.tensor1d([], "int32"), weights: tf.tensor1d([]) };
  }
  const rows = tf.reshape(hidden, [batch.rows * batch.time, dim]);
  return {
    hidden: tf.gather(rows, tf.tensor1d(places, "int32")) as tf.Tensor2D,
    targets: tf.tensor1d(
      places.map((place) => batch.targets[place]!),
      "int32",
    ),
    weights: tf.tensor1d(Float32Array.from(places, (place) => batch.weights[place]!)),
  };
}

/** Places in the flattened batch with a weight above 0, of one group or of all. */
function findLabelled(
  { weights, group: groupOf, groups }: PackedBatch,
  group: string | undefined,
): Int32Array {
  const wanted = group === undefined ? undefined : groups.indexOf(group);
  const places = new Int32Array(weights.length);
  let count = 0;
  for (let place = 0; place < weights.length; place++) {
    if (weights[place]! > 0 && (wanted === undefined || groupOf[place] === wanted)) places[count++] = place;
  }
  return places.subarray(0, count);
}
