import "@tensorflow/tfjs"; // its gradients, which tfjs-core leaves out, and the cpu backend
import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, it } from "vitest";
import vectors from "./__vectors__/cross-entropy.json";
import { LossInputError } from "../loss-input-error.ts";
import { chunkedCrossEntropy, type ChunkedCrossEntropyOptions } from "./chunked-cross-entropy.ts";
import { crossEntropy } from "./cross-entropy.ts";

type Loss = (options: ChunkedCrossEntropyOptions) => tf.Scalar;

const shapeOf = ({ shape }: { shape: number[] }) => shape as [number, number];

/** Value and gradients of a loss on the vectors' inputs, the loss scaled so that upstream gradients count. */
function differentiate(loss: Loss, chunkRows?: number, scale = 1) {
  return tf.tidy(() => {
    const targets = tf.tensor1d(vectors.targets, "int32");
    const weights = tf.tensor1d(vectors.weights);
    const f = (hidden: tf.Tensor, embedding: tf.Tensor) =>
      tf.mul<tf.Scalar>(
        loss({
          hidden: hidden as tf.Tensor2D,
          embedding: embedding as tf.Tensor2D,
          targets,
          weights,
          chunkRows,
        }),
        scale,
      );
    const { value, grads } = tf.valueAndGrads(f)([
      tf.tensor2d(vectors.hidden.values, shapeOf(vectors.hidden)),
      tf.tensor2d(vectors.embedding.values, shapeOf(vectors.embedding)),
    ]);
    return [value, ...grads].map((tensor) => [...tensor.dataSync()]) as [number[], number[], number[]];
  });
}

function expectClose(actual: ArrayLike<number>, expected: ArrayLike<number>, tolerance: number): void {
  expect(actual.length).toBe(expected.length);
  for (let i = 0; i < expected.length; i++) {
    expect(Math.abs(actual[i]! - expected[i]!), `entry ${i}`).toBeLessThanOrEqual(tolerance);
  }
}

/** The most that tensors take while a loss of [512, 300] logits is differentiated, in bytes. */
async function peakBytes(loss: Loss): Promise<number> {
  const profile = await tf.profile(() =>
    tf.tidy(() => {
      const targets = tf.tensor1d(
        Array.from({ length: 512 }, (_, row) => row % 300),
        "int32",
      );
      const rest = { targets, weights: tf.ones<tf.Rank.R1>([512]), chunkRows: 16 };
      const f = (hidden: tf.Tensor, embedding: tf.Tensor) =>
        loss({ hidden: hidden as tf.Tensor2D, embedding: embedding as tf.Tensor2D, ...rest });
      return tf.valueAndGrads(f)([tf.ones([512, 8]), tf.ones([300, 8])]).value;
    }),
  );
  return profile.peakBytes;
}

/** Rounded to bfloat16. */
const round = (matrix: tf.Tensor2D) =>
  tf.tidy(() => {
    const bits = new Uint32Array(matrix.dataSync<"float32">().slice().buffer);
    const rounded = bits.map((word) => (word + 0x8000) & 0xffff0000);
    return tf.tensor2d(new Float32Array(rounded.buffer), matrix.shape);
  });

/** The gradient of a hidden state that predicts its target with certainty, but for a thousandth. */
const gradientBy = (matMul: typeof tf.matMul) =>
  tf.tidy(() => {
    const rest = { targets: tf.tensor1d([1], "int32"), weights: tf.tensor1d([1]) };
    const embedding = tf.tensor2d([
      [0.1, 0.7],
      [7.3, 0.3],
    ]);
    const f = (hidden: tf.Tensor) =>
      chunkedCrossEntropy({
        ...rest,
        hidden: hidden as tf.Tensor2D,
        embedding,
        matMul: matMul as typeof tf.matMul<tf.Tensor2D>,
      });
    return [
      ...tf
        .grad(f)(tf.tensor2d([[1.1, 0.2]]))
        .dataSync(),
    ];
  });

beforeAll(async () => {
  await tf.setBackend("cpu");
});

describe.each([
  ["crossEntropy", crossEntropy],
  ["chunkedCrossEntropy", chunkedCrossEntropy],
] as [string, Loss][])("%s", (_name, loss) => {
  it("parity: value and gradients are PyTorch's", () => {
    const [value, hiddenGradient, embeddingGradient] = differentiate(loss);
    expectClose(value, [vectors.loss], 2e-6);
    expectClose(hiddenGradient, vectors.hiddenGradient.values, 1e-6);
    expectClose(embeddingGradient, vectors.embeddingGradient.values, 1e-6);
  });

  it("unit: two rows by hand", () => {
    const value = tf.tidy(() =>
      loss({
        hidden: tf.tensor2d([[1], [0]]),
        embedding: tf.tensor2d([[0], [Math.log(3)]]), // logits 0, ln 3 -> ¼, ¾; and 0, 0 -> ½, ½
        targets: tf.tensor1d([0, 1], "int32"),
        weights: tf.tensor1d([3, 1]),
      }).arraySync(),
    );
    expect(value).toBeCloseTo((3 * Math.log(4) + Math.log(2)) / 4, 6);
  });

  it("unit: a target of vanishing probability costs its logit's distance, not infinity", () => {
    const value = tf.tidy(() =>
      loss({
        hidden: tf.tensor2d([[1]]),
        embedding: tf.tensor2d([[0], [300]]),
        targets: tf.tensor1d([0], "int32"),
        weights: tf.tensor1d([1]),
      }).arraySync(),
    );
    expect(value).toBe(300);
  });

  it("unit: shapes that do not match name the argument", () => {
    const good = {
      hidden: tf.zeros<tf.Rank.R2>([2, 3]),
      embedding: tf.zeros<tf.Rank.R2>([5, 3]),
      targets: tf.tensor1d([0, 1], "int32"),
      weights: tf.ones<tf.Rank.R1>([2]),
    };
    const argumentAtFault = (bad: Partial<ChunkedCrossEntropyOptions>) => {
      try {
        loss({ ...good, ...bad });
      } catch (error) {
        if (error instanceof LossInputError) return error.argument;
      }
      return undefined;
    };
    expect(argumentAtFault({})).toBeUndefined();
    expect(argumentAtFault({ hidden: tf.zeros([0, 3]) })).toBe("hidden");
    expect(argumentAtFault({ embedding: tf.zeros([5, 4]) })).toBe("embedding");
    expect(argumentAtFault({ targets: tf.tensor1d([0], "int32") })).toBe("targets");
    expect(argumentAtFault({ targets: tf.tensor1d([0, 1]) })).toBe("targets");
    expect(argumentAtFault({ weights: tf.ones([3]) })).toBe("weights");
  });

  it("unit: leaves no tensors behind", () => {
    differentiate(loss, 4);
    const before = tf.memory().numTensors;
    differentiate(loss, 4);
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe("chunkedCrossEntropy", () => {
  it.each([1, 3, 4, 11, 100])(
    "relation: chunks of %i rows, and the smaller tiles of the embedding with them, give what the plain loss gives",
    (chunkRows) => {
      const [value, hiddenGradient, embeddingGradient] = differentiate(chunkedCrossEntropy, chunkRows, 2.5);
      const plain = differentiate(crossEntropy, undefined, 2.5);
      expectClose(value, plain[0], 5e-6);
      expectClose(hiddenGradient, plain[1], 1e-6);
      expectClose(embeddingGradient, plain[2], 1e-6);
    },
  );

  it("relation: the value outside of a gradient is the value inside", () => {
    const [[inside]] = differentiate(chunkedCrossEntropy, 4);
    const outside = tf.tidy(() =>
      chunkedCrossEntropy({
        hidden: tf.tensor2d(vectors.hidden.values, shapeOf(vectors.hidden)),
        embedding: tf.tensor2d(vectors.embedding.values, shapeOf(vectors.embedding)),
        targets: tf.tensor1d(vectors.targets, "int32"),
        weights: tf.tensor1d(vectors.weights),
        chunkRows: 4,
      }).arraySync(),
    );
    expect(outside).toBe(inside);
  });

  it("relation: its peak of memory is a fraction of the plain loss's", async () => {
    expect(await peakBytes(chunkedCrossEntropy)).toBeLessThan(0.03 * (await peakBytes(crossEntropy)));
  });

  it.each([2, 100])(
    "relation: with trained rows, in chunks of %i, their gradient is the end of the whole embedding's",
    (chunkRows) => {
      const [value, hiddenGradient, embeddingGradient] = differentiate(chunkedCrossEntropy, chunkRows, 2.5);
      const [vocabulary, dim] = shapeOf(vectors.embedding);
      const fromRow = vocabulary - 3;
      const ofRows: Loss = ({ embedding: rows, ...rest }) =>
        chunkedCrossEntropy({
          ...rest,
          embedding: tf.tensor2d(vectors.embedding.values, [vocabulary, dim]),
          trainedRows: tf.slice(rows, [fromRow, 0]),
        });
      const rows = differentiate(ofRows, chunkRows, 2.5);
      expect(rows[0]).toEqual(value);
      expect(rows[1]).toEqual(hiddenGradient);
      // tf.slice pads its gradient: the rows before are constants
      expect(rows[2].slice(0, fromRow * dim).every((slope) => slope === 0)).toBe(true);
      expectClose(rows[2].slice(fromRow * dim), embeddingGradient.slice(fromRow * dim), 1e-6);
    },
  );

  it("unit: trained rows that are not the embedding's are refused", () => {
    const rest = {
      hidden: tf.zeros<tf.Rank.R2>([2, 3]),
      embedding: tf.zeros<tf.Rank.R2>([5, 3]),
      targets: tf.tensor1d([0, 1], "int32"),
      weights: tf.ones<tf.Rank.R1>([2]),
    };
    for (const shape of [
      [6, 3],
      [2, 4],
    ] as [number, number][])
      expect(() => chunkedCrossEntropy({ ...rest, trainedRows: tf.zeros(shape) })).toThrow(/trainedRows/);
  });

  it("relation: by products of 8 bits the gradient of a sure prediction stays as small as it is", () => {
    const exact = gradientBy(tf.matMul);
    const rounded = gradientBy(((a: tf.Tensor2D, b: tf.Tensor2D, ...flags: boolean[]) =>
      round(tf.matMul(round(a), round(b), ...flags))) as typeof tf.matMul);
    exact.forEach((slope, entry) => {
      expect(Math.abs(slope)).toBeLessThan(0.01);
      expect(Math.abs(rounded[entry]! - slope)).toBeLessThan(0.05 * Math.abs(slope));
    });
  });

  it("unit: a chunk without rows is refused", () => {
    expect(() => differentiate(chunkedCrossEntropy, 0)).toThrow(LossInputError);
  });
});
