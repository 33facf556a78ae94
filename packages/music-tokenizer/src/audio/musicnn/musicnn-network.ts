import * as tf from "@tensorflow/tfjs-core";

/** A weight by name, see musicnn-shapes.ts. */
export type Weight = (name: string) => tf.Tensor;

/** Frames of a patch, three seconds. */
export const patchFrames = 187;
export const patchMels = 96;

/**
 * musicnn (Pons & Serra 2019) on patches of a log-mel spectrogram, [patches, 187, 96]: filters tall and wide over the
 * spectrogram, three layers over time, pooling over time, two dense layers.
 *
 * @returns `embedding` [patches, 200], the layer before the last; `tags` [patches, 50], probabilities
 */
export function musicnnNetwork(
  weight: Weight,
  patches: tf.Tensor3D,
): { embedding: tf.Tensor2D; tags: tf.Tensor2D } {
  const spectrogram: tf.Tensor4D = tf.expandDims(normalize(weight, "input", patches), 3);
  const timbral = ["timbral.0", "timbral.1"].map((name) =>
    highest(normalize(weight, name, convolve(weight, name, paddedInTime(spectrogram), "valid"))),
  );
  const temporal = ["temporal.0", "temporal.1", "temporal.2"].map((name) =>
    highest(normalize(weight, name, convolve(weight, name, spectrogram, "same"))),
  );
  const front = tf.concat([...timbral, ...temporal], 2); // [patches, 187, 561]

  const middle = (name: string, input: tf.Tensor3D): tf.Tensor3D => {
    const convolved = convolve(weight, name, paddedInTime(tf.expandDims(input, 3)), "valid");
    return tf.squeeze(normalize(weight, name, convolved), [2]); // [patches, 187, 64]
  };
  const first = middle("middle.0", front);
  const second = tf.add(middle("middle.1", first), first) as tf.Tensor3D;
  const third = tf.add(middle("middle.2", second), second) as tf.Tensor3D;
  const all: tf.Tensor3D = tf.concat([front, first, second, third], 2); // [patches, 187, 753]

  const pooled = tf.stack([tf.max(all, 1), tf.mean(all, 1)], 2); // [patches, 753, 2]
  const flat: tf.Tensor2D = tf.reshape(pooled, [patches.shape[0], -1]);
  const embedding = tf.relu(dense(weight, "penultimate", normalize(weight, "pooled", flat)));
  return { embedding, tags: tf.sigmoid(dense(weight, "tags", normalize(weight, "penultimate", embedding))) };
}

/** Three empty frames before and after: [patches, time, frequency, channels]. */
function paddedInTime(input: tf.Tensor4D): tf.Tensor4D {
  return tf.pad(input, [
    [0, 0],
    [3, 3],
    [0, 0],
    [0, 0],
  ]);
}

function convolve(weight: Weight, name: string, input: tf.Tensor4D, padding: "valid" | "same"): tf.Tensor4D {
  const filtered = tf.conv2d(input, weight(`${name}.kernel`) as tf.Tensor4D, 1, padding);
  return tf.relu(tf.add(filtered, weight(`${name}.bias`)) as tf.Tensor4D);
}

function normalize<Shape extends tf.Tensor>(weight: Weight, name: string, input: Shape): Shape {
  return tf.add(tf.mul(input, weight(`${name}.scale`)), weight(`${name}.offset`)) as Shape;
}

/** The highest value over all places in frequency: [patches, 187, places, channels] to [patches, 187, channels]. */
function highest(input: tf.Tensor4D): tf.Tensor3D {
  return tf.max(input, 2);
}

function dense(weight: Weight, name: string, input: tf.Tensor2D): tf.Tensor2D {
  return tf.add(tf.matMul(input, weight(`${name}.kernel`) as tf.Tensor2D), weight(`${name}.bias`));
}
