import * as tf from "@tensorflow/tfjs-core";
import { nextMacrotask } from "../../generation/next-macrotask.ts";
import type { ComputeType } from "../../model/compute-type.ts";
import type { Llama } from "../../model/llama.ts";
import { evaluateObjective } from "../objective/evaluate-objective.ts";
import type { Objective } from "../objective/objective.ts";
import type { PackedBatch } from "../packing/packed-batch.ts";
import { ScalarReadings } from "./scalar-readings.ts";

/** Options of `validate`. */
export interface ValidateOptions {
  model: Llama;
  /** From `packDocuments`. */
  batches: readonly PackedBatch[];
  objective: Objective;
  /** As in `train`. @default "float32" */
  computeType?: ComputeType;
  signal?: AbortSignal;
}

/**
 * The objective's means over batches without training, each batch weighted by its labelled tokens.
 *
 * @throws the signal's reason if it aborts; LlamaInputError if the backend cannot compute in `computeType`
 */
export async function validate(
  options: ValidateOptions,
): Promise<{ loss: number; metrics: Record<string, number> }> {
  const { model, batches, objective, computeType = "float32", signal } = options;
  const labelled = batches.reduce((sum, batch) => sum + batch.labelledTokens, 0);
  const losses = new ScalarReadings();
  const metrics = new ScalarReadings();
  for (const batch of batches) {
    signal?.throwIfAborted();
    // readMeans divides by the number of batches
    const share = (batch.labelledTokens / labelled) * batches.length;
    const weighted = tf.tidy(() => {
      const output = evaluateObjective(model, batch, objective, { computeType });
      return {
        loss: tf.mul<tf.Scalar>(output.loss, share),
        metrics: Object.fromEntries(
          Object.entries(output.metrics ?? {}).map(([name, metric]) => [
            name,
            tf.mul<tf.Scalar>(metric, share),
          ]),
        ),
      };
    });
    losses.note({ loss: weighted.loss });
    metrics.note(weighted.metrics);
    await nextMacrotask();
  }
  const { loss = NaN } = await losses.readMeans();
  return { loss, metrics: await metrics.readMeans() };
}
