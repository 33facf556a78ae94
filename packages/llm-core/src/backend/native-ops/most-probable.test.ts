import * as tf from "@tensorflow/tfjs-core";
import { describe, expect, it } from "vitest";
import { isNativeSetUp } from "../../node/native/fixtures/is-native-set-up.ts";
import { useBackend } from "../use-backend.ts";
import { mostProbable } from "./most-probable.ts";
import { productOrder } from "./product-order.ts";

describe.skipIf(!isNativeSetUp(["cpu"]))("mostProbable", () => {
  it.each([
    { rows: 1, order: "input first" },
    { rows: 16, order: "weight first" },
    { rows: 70, order: "batched" },
  ] as const)("relation: of $rows rows, $order, it is what the logits say", async ({ rows, order }) => {
    await useBackend("tensorflow");
    const [vocabSize, hiddenSize] = [2048, 64];
    expect(productOrder(rows, vocabSize * hiddenSize)).toBe(order);
    const hidden = tf.randomNormal([rows, hiddenSize], 0, 1, "float32", 1) as tf.Tensor2D;
    const embedding = tf.randomNormal([vocabSize, hiddenSize], 0, 1, "float32", 2) as tf.Tensor2D;
    const before = tf.memory().numTensors;
    const { ids, losses } = mostProbable(hidden, embedding)!;
    expect(tf.memory().numTensors).toBe(before + 2);
    const [expectedIds, expectedLosses] = tf.tidy(() => {
      const logProbabilities = tf.logSoftmax(tf.matMul(hidden, embedding, false, true));
      return [
        Array.from(tf.argMax(logProbabilities, 1).dataSync()),
        Array.from(tf.neg(tf.max(logProbabilities, 1)).dataSync(), (loss) => expect.closeTo(loss, 3)),
      ];
    });
    expect(Array.from(ids.dataSync())).toEqual(expectedIds);
    expect(Array.from(losses.dataSync())).toEqual(expectedLosses);
    tf.dispose([hidden, embedding, ids, losses]);
  });
});
