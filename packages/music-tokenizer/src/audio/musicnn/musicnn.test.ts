import { setThreadsCount } from "@tensorflow/tfjs-backend-wasm";
import * as tf from "@tensorflow/tfjs-core";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import reference from "./__vectors__/musicnn.json" with { type: "json" };
import { MatrixFileError } from "../../embeddings/matrices/matrix-file-error.ts";
import { readSafetensors } from "../../embeddings/matrices/safetensors.ts";
import { decodeAudio } from "../decode-audio.ts";
import { convertMusicnn } from "./convert-musicnn.ts";
import { createMusicnn } from "./create-musicnn.ts";
import { musicnnNetwork, patchFrames, patchMels } from "./musicnn-network.ts";
import { musicnnShapes } from "./musicnn-shapes.ts";
import { musicnnTags } from "./musicnn-tags.ts";

const data = process.env.TALKPLAY_DATA ?? resolve(import.meta.dirname, "../../../../../../shared/data");
const published = resolve(data, "musicnn/MSD_musicnn.h5");
const clips = resolve(data, "audio-clips");

const largestError = (values: ArrayLike<number>, expected: readonly number[]) => {
  expect(values.length).toBe(expected.length);
  return expected.reduce((most, value, i) => Math.max(most, Math.abs(value - values[i]!)), 0);
};

const tone = (seconds: number) => ({
  samples: Float32Array.from({ length: 16_000 * seconds }, (_, i) => 0.3 * Math.sin(i * 0.2 + i * i * 1e-6)),
  sampleRate: 16_000,
});

describe("convertMusicnn, createMusicnn", () => {
  it("unit: refuse files of something else", () => {
    const bytes = new TextEncoder().encode("something else");
    expect(() => convertMusicnn("x.h5", bytes)).toThrow(MatrixFileError);
    expect(() => createMusicnn({ weights: bytes, file: "x.safetensors" })).toThrow(MatrixFileError);
  });
});

describe.skipIf(!existsSync(published))("musicnn with its published weights", () => {
  let weights: Uint8Array;
  beforeAll(async () => {
    // The CPU backend takes a minute a patch.
    setThreadsCount(1);
    await tf.setBackend("wasm");
    await tf.ready();
    weights = convertMusicnn("MSD_musicnn.h5", await readFile(published));
  });

  it("unit: the converter refuses a file cut short", async () => {
    const bytes = await readFile(published);
    expect(() => convertMusicnn("x.h5", bytes.subarray(0, 100_000))).toThrow(MatrixFileError);
  });

  it("parity: embedding and tags of made-up patches are those of the graph in PyTorch", () => {
    const { tensors } = readSafetensors("weights", weights, Object.keys(musicnnShapes));
    const size = 2 * patchFrames * patchMels;
    const patches = Float32Array.from(
      { length: size },
      (_, i) => 1 + Math.sin(i * 0.37) * Math.cos(i * 0.011),
    );
    tf.tidy(() => {
      const { embedding, tags } = musicnnNetwork(
        (name) => tf.tensor(tensors.get(name)!.values, tensors.get(name)!.shape),
        tf.tensor3d(patches, [2, patchFrames, patchMels]),
      );
      // Of the largest value: the reference computes in float64.
      const largest = Math.max(...reference.madeUp.embedding);
      expect(largestError(embedding.dataSync(), reference.madeUp.embedding) / largest).toBeLessThan(1e-5);
      expect(largestError(tags.dataSync(), reference.madeUp.tags)).toBeLessThan(1e-5);
    });
  });

  it.skipIf(!existsSync(clips))(
    "parity: real clips, from the file to embedding and tags, are those of librosa and PyTorch",
    async () => {
      const before = tf.memory().numTensors;
      const musicnn = createMusicnn({ weights, patchesPerBatch: 2 });
      for (const [name, expected] of Object.entries(reference.clips)) {
        const { samples, sampleRate } = await decodeAudio(await readFile(resolve(clips, name)), { name });
        const clip = { samples: samples.subarray(0, 10 * sampleRate), sampleRate };
        const { embedding, tags } = await musicnn.embed(clip);
        const probability = new Map(tags!.map((tag) => [tag.tag, tag.probability]));
        expect(largestError(embedding, expected.embedding)).toBeLessThan(1e-3);
        const inOrder = musicnnTags.map((tag) => probability.get(tag)!);
        expect(largestError(inOrder, expected.tags)).toBeLessThan(1e-3);
        expect(tags![0]!.tag).toBe("jazz");
      }
      musicnn.dispose();
      expect(tf.memory().numTensors).toBe(before);
    },
  );

  it("relation: batches change nothing; a short clip is repeated; an aborted one stops", async () => {
    const [one, two] = [1, 2].map((patchesPerBatch) => createMusicnn({ weights, patchesPerBatch }));
    const long = await one!.embed(tone(6.5));
    expect(largestError((await two!.embed(tone(6.5))).embedding, [...long.embedding])).toBeLessThan(1e-5);
    expect((await one!.embed(tone(1))).embedding.some((value) => value > 0)).toBe(true);
    await expect(one!.embed(tone(4), { signal: AbortSignal.abort(new Error("stop")) })).rejects.toThrow(
      "stop",
    );
    one!.dispose();
    two!.dispose();
  });
});
