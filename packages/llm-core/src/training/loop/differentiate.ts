import * as tf from "@tensorflow/tfjs-core";
import type { Llama } from "../../model/llama.ts";
import { evaluateObjective } from "../objective/evaluate-objective.ts";
import type { Objective } from "../objective/objective.ts";
import type { PackedBatch } from "../packing/packed-batch.ts";

export interface Differentiated {
  loss: tf.Scalar;
  metrics: Record<string, tf.Scalar>;
  /** By weight name; weights that the loss does not depend on are left out. */
  gradients: Map<string, tf.Tensor>;
}

/** The objective of one batch and its gradients; the caller disposes all of it. */
export function differentiate(
  model: Llama,
  trained: ReadonlyMap<string, tf.Variable>,
  batch: PackedBatch,
  objective: Objective,
): Differentiated {
  let metrics: Record<string, tf.Scalar> = {};
  const { value, grads } = tf.variableGrads(() => {
    const output = evaluateObjective(model, batch, objective);
    metrics = mapValues(output.metrics ?? {}, (metric) => tf.keep(tf.clone(metric)));
    return output.loss;
  }, [...trained.values()]);
  const gradients = new Map<string, tf.Tensor>();
  for (const [name, variable] of trained) {
    const gradient = grads[variable.name];
    if (gradient) gradients.set(name, gradient);
  }
  return { loss: value, metrics, gradients };
}

function mapValues<In, Out>(record: Record<string, In>, change: (value: In) => Out): Record<string, Out> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}
