import * as tf from "@tensorflow/tfjs-core";

/** Gradients of what moves numbers: reshapes, transposes, slices, joins and lookups. */
export const layoutGradients: readonly tf.GradConfig[] = [
  {
    kernelName: "Reshape",
    inputsToSave: ["x"],
    gradFunc: (dy, saved) => ({ x: () => tf.reshape(dy as tf.Tensor, saved[0]!.shape) }),
  },
  {
    kernelName: "ExpandDims",
    inputsToSave: ["input"],
    gradFunc: (dy, saved) => ({ input: () => tf.reshape(dy as tf.Tensor, saved[0]!.shape) }),
  },
  {
    kernelName: "Transpose",
    gradFunc: (dy, _saved, attributes) => {
      const { perm } = attributes as unknown as { perm: number[] };
      const inverse = perm.map((_, axis) => perm.indexOf(axis));
      return { x: () => tf.transpose(dy as tf.Tensor, inverse) };
    },
  },
  {
    kernelName: "Slice",
    inputsToSave: ["x"],
    gradFunc: (dy, saved, attributes) => {
      const { shape } = saved[0]!;
      const up = dy as tf.Tensor;
      const { begin } = attributes as unknown as { begin: number | number[] };
      const starts = typeof begin === "number" ? [begin] : begin;
      const padding = shape.map((size, axis): [number, number] => {
        const start = starts[axis] ?? 0;
        return [start, size - start - up.shape[axis]!];
      });
      return { x: () => tf.pad(up, padding) };
    },
  },
  {
    kernelName: "SplitV",
    gradFunc: (dy, _saved, attributes) => {
      const { axis } = attributes as unknown as { axis: number };
      return { x: () => tf.concat(dy as tf.Tensor[], axis) };
    },
  },
  {
    kernelName: "Concat",
    saveAllInputs: true,
    gradFunc: (dy, saved, attributes) => {
      const axis = tf.util.parseAxisParam(
        (attributes as unknown as { axis: number }).axis,
        saved[0]!.shape,
      )[0]!;
      const sizes = saved.map((tensor) => tensor.shape[axis]!);
      const parts = tf.split(dy as tf.Tensor, sizes, axis);
      return Object.fromEntries(parts.map((part, index) => [index, () => part]));
    },
  },
  {
    kernelName: "Pack",
    saveAllInputs: true,
    gradFunc: (dy, _saved, attributes) => {
      const parts = tf.unstack(dy as tf.Tensor, (attributes as unknown as { axis: number }).axis);
      return Object.fromEntries(parts.map((part, index) => [index, () => part]));
    },
  },
  {
    kernelName: "GatherV2",
    inputsToSave: ["x", "indices"],
    gradFunc: (dy, saved, attributes) => {
      const [x, indices] = saved as [tf.Tensor, tf.Tensor];
      const { axis, batchDims } = attributes as unknown as { axis: number; batchDims: number };
      if (axis !== 0 || batchDims !== 0) {
        throw new Error(
          'The gradient of gather along other axes than the first needs import "@tensorflow/tfjs".',
        );
      }
      return {
        x: () => {
          const rows = tf.reshape(dy as tf.Tensor, [indices.size, ...x.shape.slice(1)]);
          return tf.unsortedSegmentSum(rows, tf.reshape(indices, [indices.size]), x.shape[0]!);
        },
        indices: () => indices,
      };
    },
  },
];
