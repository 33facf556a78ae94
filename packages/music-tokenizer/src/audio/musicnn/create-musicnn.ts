import * as tf from "@tensorflow/tfjs-core";
import { MatrixFileError } from "../../embeddings/matrices/matrix-file-error.ts";
import { readSafetensors } from "../../embeddings/matrices/safetensors.ts";
import type { AudioClip } from "../audio-clip.ts";
import type { AudioEmbedder } from "../audio-embedder.ts";
import { logMelSpectrogram } from "../log-mel-spectrogram.ts";
import { resample } from "../resample.ts";
import { musicnnNetwork, patchFrames, patchMels } from "./musicnn-network.ts";
import { musicnnShapes } from "./musicnn-shapes.ts";
import { musicnnTags } from "./musicnn-tags.ts";

/** Options of `createMusicnn`. */
export interface MusicnnOptions {
  /** The safetensors file that `convertMusicnn` makes. */
  weights: Uint8Array;
  /** Its name, for errors. @default "the weights" */
  file?: string;
  /** Patches of three seconds that are computed at once; each takes about 20 MB. @default 4 */
  patchesPerBatch?: number;
}

/** musicnn on the application's tfjs backend. */
export interface Musicnn {
  /**
   * 200 wide, and the probabilities of 50 tags: means over patches of three seconds that follow each other, a rest at the
   * end left out, as musicnn's own extractor does. A clip of less than three seconds is repeated to fill them.
   */
  embed: AudioEmbedder;
  /** Frees the weights (3 MB). */
  dispose(): void;
}

const sampleRate = 16_000;

/**
 * Loads musicnn (Pons & Serra 2019, trained on the Million Song Dataset) onto the current tfjs backend. The paper embeds
 * audio with MusicFM; this one runs in-process, in Node and in a browser.
 *
 * @throws MatrixFileError when the weights are not musicnn's.
 */
export function createMusicnn({
  weights,
  file = "the weights",
  patchesPerBatch = 4,
}: MusicnnOptions): Musicnn {
  if (!(patchesPerBatch >= 1))
    throw new RangeError(`patchesPerBatch is ${patchesPerBatch}: give a whole number from 1.`);
  const { tensors } = readSafetensors(file, weights, Object.keys(musicnnShapes));
  for (const [name, shape] of Object.entries(musicnnShapes))
    if (tensors.get(name)!.shape.join() !== shape.join())
      throw new MatrixFileError(
        file,
        `${name} [${shape.join(", ")}]`,
        `[${tensors.get(name)!.shape.join(", ")}]`,
      );
  const loaded = new Map([...tensors].map(([name, { shape, values }]) => [name, tf.tensor(values, shape)]));

  return {
    embed: async (clip, { signal } = {}) => {
      const patches = spectrogramPatches(clip);
      const size = patchFrames * patchMels;
      const sums = { embedding: new Float64Array(200), tags: new Float64Array(musicnnTags.length) };
      for (let start = 0; start < patches.length; start += patchesPerBatch * size) {
        // Some backends compute without ever giving up the thread: let signals and servers have their turn.
        await new Promise((resolve) => setTimeout(resolve));
        signal?.throwIfAborted();
        const batch = patches.subarray(start, start + patchesPerBatch * size);
        const outputs = tf.tidy(() => {
          const input = tf.tensor3d(batch, [batch.length / size, patchFrames, patchMels]);
          const { embedding, tags } = musicnnNetwork((name) => loaded.get(name)!, input);
          return { embedding: tf.sum(embedding, 0), tags: tf.sum(tags, 0) };
        });
        for (const name of ["embedding", "tags"] as const) {
          (await outputs[name].data()).forEach((value, i) => (sums[name][i]! += value));
          outputs[name].dispose();
        }
      }
      const count = patches.length / size;
      const tags = musicnnTags.map((tag, i) => ({ tag, probability: sums.tags[i]! / count }));
      return {
        embedding: Float32Array.from(sums.embedding, (sum) => sum / count),
        tags: tags.toSorted((a, b) => b.probability - a.probability),
      };
    },
    dispose: () => loaded.forEach((tensor) => tensor.dispose()),
  };
}

/** [patches, 187, 96]. */
function spectrogramPatches(clip: AudioClip): Float32Array {
  const { values, frames } = logMelSpectrogram(resample(clip, sampleRate), { mels: patchMels });
  if (frames >= patchFrames)
    return values.subarray(0, Math.floor(frames / patchFrames) * patchFrames * patchMels);
  return Float32Array.from({ length: patchFrames * patchMels }, (_, i) => values[i % values.length]!);
}
