import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, it } from "vitest";
import { llamaConfig } from "../../model/config.ts";
import { createLlama } from "../../model/create-llama.ts";
import { validate } from "../loop/validate.ts";
import { packDocuments } from "../packing/pack-documents.ts";
import type { TrainingDocument } from "../packing/training-document.ts";
import { evaluateObjective } from "./evaluate-objective.ts";
import type { LabelledPositions, Objective } from "./objective.ts";

const config = llamaConfig("tiny", {
  vocabSize: 10,
  hiddenSize: 8,
  intermediateSize: 8,
  numLayers: 1,
  numHeads: 2,
  numKeyValueHeads: 1,
  headDim: 4,
  initializerRange: 0.3,
});
const documents = [
  { ids: [1, 2, 3, 4], weights: [0, 0, 1, 0.5] },
  { ids: [5, 6, 7], weights: [0, 0, 2], group: "playlist" },
];

const meanOfTargets: Objective = ({ labelled }) => {
  const { targets, weights } = labelled();
  const mean = tf.div<tf.Scalar>(tf.sum(tf.mul(tf.cast(targets, "float32"), weights)), tf.sum(weights));
  return { loss: mean, metrics: { twice: tf.mul(mean, 2) } };
};

beforeAll(async () => {
  await tf.setBackend("cpu");
});

describe("evaluateObjective", () => {
  it("unit: gathers the weighted positions of a group or of all, and none of an absent group", () => {
    const model = createLlama(config, { seed: 1 });
    const { batches } = packDocuments({ documents, rows: 1, time: 8 });
    tf.tidy(() => {
      const found: Record<string, LabelledPositions> = {};
      evaluateObjective(model, batches[0]!, ({ hidden, labelled }) => {
        const rows = tf.reshape(hidden, [8, 8]);
        Object.assign(found, {
          expected: { ...labelled(), hidden: tf.gather(rows, tf.tensor1d([1, 2, 4], "int32")) },
          all: labelled(),
          conversation: labelled("conversation"),
          playlist: labelled("playlist"),
          absent: labelled("absent"),
        });
        return { loss: tf.scalar(0) };
      });
      expect(found.all!.hidden.arraySync()).toEqual(found.expected!.hidden.arraySync());
      expect(found.all!.targets.arraySync()).toEqual([3, 4, 7]);
      expect(found.all!.weights.arraySync()).toEqual([1, 0.5, 2]);
      expect(found.conversation!.targets.arraySync()).toEqual([3, 4]);
      expect(found.playlist!.targets.arraySync()).toEqual([7]);
      expect(found.absent!.hidden.shape).toEqual([0, 8]);
      expect(found.absent!.targets.dtype).toBe("int32");
    });
  });

  it("relation: documents side by side have the hidden states of each alone", () => {
    const model = createLlama(config, { seed: 1 });
    const hiddenOf = (packed: readonly TrainingDocument[]) =>
      tf.tidy(() => {
        const { batches } = packDocuments({ documents: packed, rows: 1, time: 5 });
        let hidden: number[][] = [];
        evaluateObjective(model, batches[0]!, ({ labelled }) => {
          hidden = labelled().hidden.arraySync();
          return { loss: tf.scalar(0) };
        });
        return hidden;
      });
    const together = hiddenOf(documents).flat();
    const apart = documents.flatMap((document) => hiddenOf([document])).flat();
    expect(Math.max(...together.map((value, i) => Math.abs(value - apart[i]!)))).toBeLessThan(1e-5);
    expect(together.length).toBe(apart.length);
  });
});

describe("validate", () => {
  it("unit: weighs batches by their labelled tokens", async () => {
    const model = createLlama(config, { seed: 1 });
    const { batches } = packDocuments({ documents, rows: 1, time: 3 });
    expect(batches.map(({ labelledTokens }) => labelledTokens)).toEqual([2, 1]);
    const before = tf.memory().numTensors;
    const { loss, metrics } = await validate({ model, batches, objective: meanOfTargets });
    const expected = (2 * ((3 + 4 * 0.5) / 1.5) + 1 * 7) / 3;
    expect(loss).toBeCloseTo(expected, 5);
    expect(metrics.twice).toBeCloseTo(2 * expected, 5);
    expect(tf.memory().numTensors).toBe(before);
  });
});
