import * as tf from "@tensorflow/tfjs-core";
import { addRows } from "../../backend/native-ops/add-rows.ts";
import type { ComputeType } from "../../model/compute-type.ts";
import type { Llama } from "../../model/llama.ts";
import { evaluateObjective } from "../objective/evaluate-objective.ts";
import type { Objective } from "../objective/objective.ts";
import type { PackedBatch } from "../packing/packed-batch.ts";
import { trainedShape } from "../trainable/trained-weights.ts";
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
  const { variables, embedded, trainedRows } = leavesOf(options);
  let metrics: Record<string, tf.Scalar> = {};
  const { value, grads } = tf.variableGrads(() => {
    const output = evaluateObjective(model, batch, objective, {
      gradientCheckpointing,
      computeType,
      embedded,
      trainedRows,
    });
    metrics = mapValues(output.metrics ?? {}, (metric) => tf.keep(tf.clone(metric)));
    return output.loss;
  }, [...variables.values(), ...(embedded ? [embedded] : [])]);
  const gradients = new Map<string, tf.Tensor>();
  for (const [name, weight] of trained) {
    const variable = variables.get(name)!;
    let gradient: tf.Tensor | undefined = grads[variable.name] ?? undefined;
    if (gradient && variable === weight.variable && weight.fromRow > 0)
      gradient = takeRows(gradient, weight.fromRow);
    const lookedUp = name === tokenEmbedding && embedded && grads[embedded.name];
    if (lookedUp) gradient = addLookedUp(gradient as tf.Tensor2D | undefined, { weight, lookedUp, batch });
    if (gradient) gradients.set(name, gradient);
  }
  tf.dispose([embedded ?? [], trainedRows ?? []]);
  return { loss: value, metrics, gradients };
}

const tokenEmbedding = "model.embed_tokens.weight";

interface Leaves {
  /** By weight name, what stands for the weight: itself, or `trainedRows`. */
  variables: Map<string, tf.Variable>;
  /**
   * If the token embedding is trained, its rows of the batch's ids, [rows · time, hiddenSize]: differentiated by these,
   * the lookup needs no gradient of [vocabulary, hiddenSize] beside the output layer's.
   */
  embedded: tf.Variable<tf.Rank.R2> | undefined;
  /** If the last rows of the output embedding alone are trained: these, [n, hiddenSize]. */
  trainedRows: tf.Variable<tf.Rank.R2> | undefined;
}

/** What the objective is differentiated by. */
function leavesOf({ model, trained, batch }: DifferentiateOptions): Leaves {
  const variables = new Map([...trained].map(([name, { variable }]) => [name, variable]));
  const output = model.config.tieWordEmbeddings ? tokenEmbedding : "lm_head.weight";
  const fromRow = trained.get(output)?.fromRow ?? 0;
  const rowsOf = (ids: Int32Array) => tf.gather(model.embedding, tf.tensor1d(ids, "int32"));
  const embedded = trained.has(tokenEmbedding) ? asVariable(() => rowsOf(batch.ids)) : undefined;
  const trainedRows =
    fromRow > 0 ? asVariable(() => tf.slice(model.outputEmbedding, [fromRow, 0])) : undefined;
  if (trainedRows) variables.set(output, trainedRows);
  return { variables, embedded, trainedRows };
}

function asVariable(make: () => tf.Tensor2D): tf.Variable<tf.Rank.R2> {
  return tf.tidy(() => tf.variable(make()));
}

/** The rows from one on; the whole is freed. */
function takeRows(gradient: tf.Tensor, fromRow: number): tf.Tensor {
  const rows = tf.slice(gradient, fromRow);
  gradient.dispose();
  return rows;
}

/** Adds the gradient of the rows that were looked up to that of the embedding's trained rows; frees both. */
function addLookedUp(
  sum: tf.Tensor2D | undefined,
  from: { weight: TrainedWeight; lookedUp: tf.Tensor; batch: PackedBatch },
): tf.Tensor2D {
  const { weight, batch } = from;
  const lookedUp = from.lookedUp as tf.Tensor2D;
  const { fromRow } = weight;
  const places = Int32Array.from(batch.ids.keys()).filter((place) => batch.ids[place]! >= fromRow);
  const rows = tf.tidy(() =>
    places.length === batch.ids.length
      ? tf.clone(lookedUp)
      : tf.gather(lookedUp, tf.tensor1d(places, "int32")),
  );
  const numbers = tf.tensor1d(
    places.map((place) => batch.ids[place]! - fromRow),
    "int32",
  );
  const before = sum ?? tf.fill<tf.Rank.R2>(trainedShape(weight) as [number, number], 0);
  const after = places.length === 0 ? before : addRows(before, numbers, rows);
  tf.dispose([lookedUp, rows, numbers]);
  return after;
}

function mapValues<In, Out>(record: Record<string, In>, change: (value: In) => Out): Record<string, Out> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}
