// oxlint-disable-next-line typescript/triple-slash-reference -- types that no package brings, for the build too
/// <reference path="./jsfive.d.ts" />
import { File } from "jsfive";
import { MatrixFileError } from "../../embeddings/matrices/matrix-file-error.ts";
import { writeSafetensors, type Tensor } from "../../embeddings/matrices/safetensors.ts";
import { musicnnShapes } from "./musicnn-shapes.ts";

/** Added to a variance before its root is taken, in every batch normalization of the model. */
const epsilon = 0.001;

/** The names in the file of each of our layers, and of the normalization that follows it. */
const layers: Record<string, { layer?: string; normalization?: string }> = {
  input: { normalization: "batch_normalization" },
  "timbral.0": { layer: "conv2d", normalization: "batch_normalization_1" },
  "timbral.1": { layer: "conv2d_1", normalization: "batch_normalization_2" },
  "temporal.0": { layer: "conv2d_2", normalization: "batch_normalization_3" },
  "temporal.1": { layer: "conv2d_3", normalization: "batch_normalization_4" },
  "temporal.2": { layer: "conv2d_4", normalization: "batch_normalization_5" },
  "middle.0": { layer: "midend_conv1", normalization: "bn_midend_conv1" },
  "middle.1": { layer: "midend_conv2", normalization: "bn_midend_conv2" },
  "middle.2": { layer: "midend_conv3", normalization: "bn_midend_conv3" },
  pooled: { normalization: "bn_flatpool" },
  penultimate: { layer: "dense", normalization: "bn_dense" },
  tags: { layer: "dense_1" },
};

/**
 * Converts musicnn's published weights, `MSD_musicnn.h5` of musicnn_keras (Keras, HDF5; ISC licence), into the
 * safetensors file that `createMusicnn` takes. Batch normalizations become a scale and an offset each.
 *
 * @param file Its name, for errors.
 * @throws MatrixFileError when it is no such file.
 */
export function convertMusicnn(file: string, bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const weightsOf = open(file, bytes);
  const tensors = new Map<string, Tensor>();
  for (const [name, { layer, normalization }] of Object.entries(layers)) {
    if (layer !== undefined) {
      const [kernel, bias] = weightsOf(layer, ["kernel", "bias"]);
      tensors.set(`${name}.kernel`, kernel!);
      tensors.set(`${name}.bias`, bias!);
    }
    if (normalization !== undefined) {
      const [gamma, beta, mean, variance] = weightsOf(normalization, normalizationWeights);
      const { shape } = gamma!;
      const scale = gamma!.values.map((value, i) => value / Math.sqrt(variance!.values[i]! + epsilon));
      const offset = beta!.values.map((value, i) => value - mean!.values[i]! * scale[i]!);
      tensors.set(`${name}.scale`, { shape, values: scale });
      tensors.set(`${name}.offset`, { shape, values: offset });
    }
  }
  for (const [name, shape] of Object.entries(musicnnShapes))
    if (tensors.get(name)?.shape.join() !== shape.join())
      throw new MatrixFileError(
        file,
        `${name} [${shape.join(", ")}]`,
        `[${tensors.get(name)?.shape.join(", ")}]`,
      );
  return writeSafetensors({ tensors, metadata: { model: "MSD_musicnn" } });
}

const normalizationWeights = ["gamma", "beta", "moving_mean", "moving_variance"] as const;

/** Reads the weights of a layer, by their names. */
function open(file: string, bytes: Uint8Array): (layer: string, names: readonly string[]) => Tensor[] {
  const fail = (got: string) => new MatrixFileError(file, "MSD_musicnn.h5 of musicnn_keras", got);
  let hdf5: File;
  try {
    hdf5 = new File(new Uint8Array(bytes).buffer, file);
  } catch {
    throw fail("something else than an HDF5 file");
  }
  return (layer, names) => {
    const folder = `model_weights/${layer}/${layer}`;
    try {
      const stored = hdf5.get(folder).keys;
      return names.map((name) => {
        const { shape, value } = hdf5.get(`${folder}/${stored.find((key) => key.startsWith(name))}`);
        return { shape, values: Float32Array.from(value) };
      });
    } catch {
      throw fail(`an HDF5 file without the weights ${names.join(", ")} of ${layer}`);
    }
  };
}
