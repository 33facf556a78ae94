import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, it } from "vitest";
import { llamaConfig } from "../../model/config.ts";
import { createLlama } from "../../model/create-llama.ts";
import type { Llama } from "../../model/llama.ts";
import { weightedMean } from "../fixtures/weighted-mean.ts";
import { registerGradients } from "../gradients/register-gradients.ts";
import type { Objective } from "../objective/objective.ts";
import { packDocuments } from "../packing/pack-documents.ts";
import { newRows } from "../trainable/trainable.ts";
import type { Trainable } from "../trainable/trainable.ts";
import { trainedWeights } from "../trainable/trained-weights.ts";
import { differentiate } from "./differentiate.ts";

const [vocabSize, firstId, width] = [12, 9, 8];

function makeModel(tieWordEmbeddings: boolean, changes: { vocabSize?: number } = {}): Llama {
  const sizes = { vocabSize, hiddenSize: width, intermediateSize: 12, numLayers: 1, initializerRange: 0.2 };
  const heads = { numHeads: 2, numKeyValueHeads: 1, headDim: 4 };
  return createLlama(llamaConfig("tiny", { ...sizes, ...heads, tieWordEmbeddings, ...changes }), { seed: 1 });
}

const documents = [
  { ids: [0, 9, 1, 10, 9], weights: [0, 1, 1, 1, 1] },
  { ids: [3, 4, 5], weights: [0, 1, 1] },
];
const batchOf = (some: typeof documents) => packDocuments({ documents: some, rows: 1, time: 8 }).batches[0]!;

/** As `weightedMean`, by the trained rows' own products: no gradient of the whole embedding. */
const byTrainedRows: Objective = ({ embedding, trainedRows, labelled }) => {
  if (!trainedRows) throw new Error("The last rows alone are trained.");
  const { hidden, targets, weights } = labelled();
  const frozen = tf.slice(embedding, [0, 0], [embedding.shape[0] - trainedRows.shape[0], -1]);
  const constant = tf.customGrad(() => ({ value: tf.clone(frozen), gradFunc: () => [] }))() as tf.Tensor2D;
  const logits = tf.concat(
    [constant, trainedRows].map((part) => tf.matMul(hidden, part as tf.Tensor2D, false, true)),
    1,
  );
  const chosen = tf.cast(tf.oneHot(targets, embedding.shape[0]), "float32");
  const losses = tf.neg(tf.sum(tf.mul(tf.logSoftmax(logits), chosen), 1));
  return { loss: tf.div(tf.sum(tf.mul(losses, weights)), tf.sum(weights)) };
};

interface Case {
  model: Llama;
  trainable: Trainable;
  objective?: Objective;
  some?: typeof documents;
}

function gradientsOf({ model, trainable, objective = weightedMean, some = documents }: Case) {
  const options = { gradientCheckpointing: false, computeType: "float32" } as const;
  return tf.tidy(() => {
    const { loss, gradients } = differentiate({
      model,
      trained: trainedWeights(model, trainable),
      batch: batchOf(some),
      objective,
      ...options,
    });
    return {
      loss: loss.dataSync()[0]!,
      gradients: Object.fromEntries([...gradients].map(([name, { shape }]) => [name, shape])),
      numbers: Object.fromEntries([...gradients].map(([name, tensor]) => [name, [...tensor.dataSync()]])),
    } as unknown as tf.TensorContainer;
  }) as unknown as {
    loss: number;
    gradients: Record<string, number[]>;
    numbers: Record<string, number[]>;
  };
}

beforeAll(async () => {
  await tf.setBackend("cpu");
  registerGradients();
});

describe("differentiate", () => {
  it.each([true, false])("relation: all gradients are tfjs's own of the loss (tied: %s)", (tied) => {
    const model = makeModel(tied);
    const { numbers } = gradientsOf({ model, trainable: () => true });
    tf.tidy(() => {
      const batch = batchOf(documents);
      const { grads } = tf.variableGrads(() => {
        const row = (values: Int32Array) => tf.tensor2d(values, [1, batch.time], "int32");
        const options = { segments: row(batch.segments), positions: row(batch.positions) };
        const hidden = tf.reshape(model.forward(row(batch.ids), options), [batch.time, width]);
        const logits = model.logits(hidden as tf.Tensor2D);
        const chosen = tf.cast(tf.oneHot(tf.tensor1d(batch.targets, "int32"), vocabSize), "float32");
        const losses = tf.neg(tf.sum(tf.mul(tf.logSoftmax(logits), chosen), 1));
        return tf.div(tf.sum(tf.mul(losses, batch.weights)), tf.sum(batch.weights));
      }, [...model.weights.values()]);
      for (const [name, variable] of model.weights) {
        const expected = Array.from(grads[variable.name]!.dataSync(), (slope) => expect.closeTo(slope, 6));
        expect(numbers[name], name).toEqual(expected);
      }
    });
  });

  it.each([
    ["tied", true, weightedMean],
    ["tied, by the trained rows", true, byTrainedRows],
    ["untied", false, weightedMean],
    ["untied, by the trained rows", false, byTrainedRows],
  ] as const)("relation: new rows' gradients are the end of the whole's (%s)", (_which, tied, objective) => {
    for (const some of [documents, documents.slice(1)]) {
      const model = makeModel(tied);
      const whole = gradientsOf({ model, trainable: (name) => /embed|lm_head/.test(name), some });
      const rows = gradientsOf({ model, trainable: newRows(firstId), objective, some });
      expect(rows.loss).toBeCloseTo(whole.loss, 6);
      expect(Object.keys(rows.numbers)).toEqual(Object.keys(whole.numbers));
      for (const [name, numbers] of Object.entries(whole.numbers)) {
        expect(rows.gradients[name]).toEqual([vocabSize - firstId, width]);
        const expected = numbers.slice(firstId * width).map((slope) => expect.closeTo(slope, 6));
        expect(rows.numbers[name], name).toEqual(expected);
      }
    }
  });

  it("relation: by the trained rows, a step needs no gradient of the whole embedding", async () => {
    const large = makeModel(true, { vocabSize: 20_000 });
    const embeddingBytes = 20_000 * width * 4;
    const { peakBytes } = await tf.profile(() => {
      gradientsOf({ model: large, trainable: newRows(19_000), objective: noLogits });
      return tf.scalar(0);
    });
    // The objective gets a clone of the embedding, which tfjs counts although it takes no memory
    expect(peakBytes - tf.memory().numBytes).toBeLessThan(1.5 * embeddingBytes);
  });

  it("unit: leaves no tensor behind", () => {
    const model = makeModel(true);
    for (const trainable of [newRows(firstId), () => true]) {
      const before = tf.memory().numTensors;
      gradientsOf({ model, trainable });
      expect(tf.memory().numTensors).toBe(before);
    }
  });
});

/** Depends on hidden states and trained rows. */
const noLogits: Objective = ({ hidden, trainedRows }) => ({
  loss: tf.add(tf.mean(tf.square(hidden)), tf.mean(tf.square(trainedRows!))),
});
