import * as tf from "@tensorflow/tfjs-core";

/** Gradients of what computes numbers: sums, products, roots, exponentials and their reductions. */
export const arithmeticGradients: readonly tf.GradConfig[] = [
  binary("Add", (dy) => [() => dy, () => dy]),
  binary("Sub", (dy) => [() => dy, () => tf.neg(dy)]),
  binary("Multiply", (dy, a, b) => [() => tf.mul(dy, b), () => tf.mul(dy, a)]),
  binary("RealDiv", (dy, a, b) => [() => tf.div(dy, b), () => tf.neg(tf.div(tf.mul(dy, a), tf.square(b)))]),
  binary("Maximum", (dy, a, b) => [
    () => tf.mul(dy, tf.cast(tf.greaterEqual(a, b), "float32")),
    () => tf.mul(dy, tf.cast(tf.less(a, b), "float32")),
  ]),
  unaryOfInput("Neg", (dy) => tf.neg(dy)),
  unaryOfInput("Square", (dy, x) => tf.mul(dy, tf.mul(x, 2))),
  unaryOfInput("Log", (dy, x) => tf.div(dy, x)),
  unaryOfInput("Abs", (dy, x) => tf.mul(dy, tf.sign(x))),
  unaryOfInput("Cast", (dy) => dy),
  unaryOfInput("Identity", (dy) => dy),
  unaryOfOutput("Exp", (dy, y) => tf.mul(dy, y)),
  unaryOfOutput("Sqrt", (dy, y) => tf.div(dy, tf.mul(y, 2))),
  unaryOfOutput("Rsqrt", (dy, y) => tf.mul(dy, tf.mul(tf.mul(y, tf.square(y)), -0.5))),
  unaryOfOutput("Sigmoid", (dy, y) => tf.mul(dy, tf.mul(y, tf.sub(1, y)))),
  unaryOfOutput("Tanh", (dy, y) => tf.mul(dy, tf.sub(1, tf.square(y)))),
  reduction("Sum", () => 1),
  reduction("Mean", (input, output) => output.size / input.size),
  {
    kernelName: "Softmax",
    outputsToSave: [true],
    gradFunc: (dy, saved) => {
      const y = saved[0]!;
      const weighted = tf.mul(dy as tf.Tensor, y);
      return { logits: () => tf.sub(weighted, tf.mul(tf.sum(weighted, -1, true), y)) };
    },
  },
  {
    kernelName: "BatchMatMul",
    inputsToSave: ["a", "b"],
    gradFunc: (dy, saved, attributes) => {
      const [a, b] = saved as [tf.Tensor, tf.Tensor];
      const up = dy as tf.Tensor;
      const { transposeA, transposeB } = attributes as unknown as {
        transposeA: boolean;
        transposeB: boolean;
      };
      return {
        a: () => (transposeA ? tf.matMul(b, up, transposeB, true) : tf.matMul(up, b, false, !transposeB)),
        b: () => (transposeB ? tf.matMul(up, a, true, transposeA) : tf.matMul(a, up, !transposeA, false)),
      };
    },
  },
];

function binary(
  kernelName: string,
  derive: (dy: tf.Tensor, a: tf.Tensor, b: tf.Tensor) => [() => tf.Tensor, () => tf.Tensor],
): tf.GradConfig {
  return {
    kernelName,
    inputsToSave: ["a", "b"],
    gradFunc: (dy, saved) => {
      const [a, b] = saved as [tf.Tensor, tf.Tensor];
      const [left, right] = derive(dy as tf.Tensor, a, b);
      return { a: () => sumTo(left(), a.shape), b: () => sumTo(right(), b.shape) };
    },
  };
}

/** Undoes broadcasting: sums the gradient over the axes along which an input of `shape` was repeated. */
function sumTo(gradient: tf.Tensor, shape: number[]): tf.Tensor {
  const added = gradient.rank - shape.length;
  const axes = gradient.shape.flatMap((size, axis) =>
    axis < added || (shape[axis - added] === 1 && size !== 1) ? [axis] : [],
  );
  return axes.length === 0 ? gradient : tf.reshape(tf.sum(gradient, axes), shape);
}

function unaryOfInput(kernelName: string, derive: (dy: tf.Tensor, x: tf.Tensor) => tf.Tensor): tf.GradConfig {
  return {
    kernelName,
    inputsToSave: ["x"],
    gradFunc: (dy, saved) => ({ x: () => derive(dy as tf.Tensor, saved[0]!) }),
  };
}

function unaryOfOutput(
  kernelName: string,
  derive: (dy: tf.Tensor, y: tf.Tensor) => tf.Tensor,
): tf.GradConfig {
  return {
    kernelName,
    outputsToSave: [true],
    gradFunc: (dy, saved) => ({ x: () => derive(dy as tf.Tensor, saved[0]!) }),
  };
}

/** A sum or a mean over axes: every input entry gets its output's gradient times `share`. */
function reduction(
  kernelName: string,
  share: (input: tf.Tensor, output: tf.Tensor) => number,
): tf.GradConfig {
  return {
    kernelName,
    inputsToSave: ["x"],
    gradFunc: (dy, saved, attributes) => {
      const x = saved[0]!;
      const up = dy as tf.Tensor;
      const axes = tf.util.parseAxisParam(
        (attributes as unknown as { axis: number | number[] }).axis,
        x.shape,
      );
      const kept = x.shape.map((size, axis) => (axes.includes(axis) ? 1 : size));
      return { x: () => tf.mul(tf.reshape(up, kept), tf.fill(x.shape, share(x, up))) };
    },
  };
}
