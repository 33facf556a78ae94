import * as tf from "@tensorflow/tfjs-core";
import type { ComputeType } from "../../model/compute-type.ts";
import type { Llama } from "../../model/llama.ts";
import { evaluateObjective } from "../objective/evaluate-objective.ts";
import type { Objective } from "../objective/objective.ts";
import type { PackedBatch } from "../packing/packed-batch.ts";
import type { TrainedWeight } from "../trainable/trained-weights.ts";

interface DifferentiateOptions {
  model: Llama;
  trained: ReadonlyMap<string, TrainedWeight>;
  batch: PackedBatch;
  objective: Objective;
  gradientCheckpointing: boolean;
  computeType: ComputeType;
}

interface Differentiated {
  loss: tf.Scalar;
  metrics: Record<string, tf.Scalar>;
  /** By weight name, of what is trained of it; weights that the loss does not depend on are left out. */
  gradients: Map<string, tf.Tensor>;
}

/** The objective of one batch and its gradients; the caller disposes all of it. */
export function differentiate(options: DifferentiateOptions): Differentiated {
  const { model, trained, batch, objective, computeType } = options;
  const gradientCheckpointing = options.gradientCheckpointing && new Set(trained.keys());
  let metrics: Record<string, tf.Scalar> = {};
  const { value, grads } = tf.variableGrads(
    () => {
      const output = evaluateObjective(model, batch, objective, { gradientCheckpointing, computeType });
      metrics = mapValues(output.metrics ?? {}, (metric) => tf.keep(tf.clone(metric)));
      return output.loss;
    },
    [...trained.values()].map(({ variable }) => variable),
  );
  const gradients = new Map<string, tf.Tensor>();
  for (const [name, { variable, fromRow }] of trained) {
    const gradient = grads[variable.name];
    if (gradient) gradients.set(name, fromRow === 0 ? gradient : takeRows(gradient, fromRow));
  }
  return { loss: value, metrics, gradients };
}

/** The rows from one on; the whole is freed. */
function takeRows(gradient: tf.Tensor, fromRow: number): tf.Tensor {
  const rows = tf.slice(gradient, fromRow);
  gradient.dispose();
  return rows;
}

function mapValues<In, Out>(record: Record<string, In>, change: (value: In) => Out): Record<string, Out> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}
