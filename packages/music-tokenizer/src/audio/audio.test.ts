import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import clipReference from "./__vectors__/clips.json" with { type: "json" };
import decodedReference from "./__vectors__/decoded.json" with { type: "json" };
import reference from "./__vectors__/spectrograms.json" with { type: "json" };
import { decodeAudio } from "./decode-audio.ts";
import { FourierTransform } from "./fourier-transform.ts";
import { logMelSpectrogram } from "./log-mel-spectrogram.ts";
import { resample } from "./resample.ts";

/** The sound of parity/music-tokenizer-audio.py. */
function madeUp(count: number, sampleRate: number): Float32Array {
  return Float32Array.from({ length: count }, (_, i) => {
    const time = i / sampleRate;
    const rising = Math.sin(2 * Math.PI * (200 * time + 4000 * time ** 2));
    const steady = Math.sin(2 * Math.PI * 440 * time) * Math.cos(9 * time);
    return 0.4 * rising + 0.2 * steady + 0.1 * Math.sin(5e4 * time);
  });
}

const every = (values: Float32Array, step: number) => values.filter((_, i) => i % step === 0);

function largestError(values: ArrayLike<number>, expected: readonly number[]): number {
  expect(values.length).toBe(expected.length);
  return expected.reduce((most, value, i) => Math.max(most, Math.abs(value - values[i]!)), 0);
}

const encoded = (name: keyof typeof decodedReference.files) =>
  new Uint8Array(Buffer.from(decodedReference.files[name].base64, "base64"));

describe("decodeAudio", () => {
  it.each(Object.keys(decodedReference.files) as (keyof typeof decodedReference.files)[])(
    "parity: %s as libsndfile decodes it, channels mixed as librosa does",
    async (name) => {
      const { rate, count, every50th } = decodedReference.files[name];
      const { samples, sampleRate } = await decodeAudio(encoded(name));
      expect([sampleRate, samples.length]).toEqual([rate, count]);
      expect(largestError(every(samples, 50), every50th)).toBeLessThan(1e-4);
    },
  );

  it("unit: refuses other files by name, and damaged ones unless told to skip the damage", async () => {
    for (const text of ["", "something else", "OggS...............Speex", "RIFF____WAVEfmt "])
      await expect(decodeAudio(new TextEncoder().encode(text), { name: "x" })).rejects.toMatchObject({
        name: "AudioFileError",
        file: "x",
      });
    const flac = encoded("flac");
    flac.fill(0, flac.length - 1000, flac.length - 800);
    await expect(decodeAudio(flac)).rejects.toMatchObject({ name: "AudioFileError" });
    const opus = encoded("ogg-opus");
    for (const cut of [opus.slice(0, -1), opus.slice(0, 2000)])
      await expect(decodeAudio(cut)).rejects.toMatchObject({ name: "AudioFileError" });
    expect((await decodeAudio(opus.slice(0, 4000), { damaged: "skip" })).samples.length).toBeGreaterThan(0);
    const vorbis = encoded("ogg-vorbis").slice(0, -100);
    expect((await decodeAudio(vorbis, { damaged: "skip" })).samples.length).toBeGreaterThan(0);
  });
});

describe("resample", () => {
  it.each(reference.resampled)(
    "parity: $before to $after Hz as librosa does",
    ({ before, after, count, every7th }) => {
      const samples = madeUp(Math.floor(before / 4), before);
      const fadeIn = Math.floor(before / 100);
      for (let i = 0; i < fadeIn; i++) samples[i]! *= i / (fadeIn - 1);
      const resampled = resample({ samples, sampleRate: before }, after);
      expect(resampled.sampleRate).toBe(after);
      expect(resampled.samples.length).toBe(count);
      expect(largestError(every(resampled.samples, 7), every7th)).toBeLessThan(5e-5);
    },
  );

  it("unit: the same rate is the same clip; rates are whole numbers", () => {
    const clip = { samples: madeUp(100, 8000), sampleRate: 8000 };
    expect(resample(clip, 8000)).toEqual(clip);
    expect(() => resample(clip, 0)).toThrow(/sample rate/);
    expect(() => resample({ ...clip, sampleRate: 0.5 }, 8000)).toThrow(/sample rate/);
    expect(resample({ samples: new Float32Array(), sampleRate: 8000 }, 16_000).samples.length).toBe(0);
  });
});

describe("logMelSpectrogram", () => {
  it.each(reference.spectrograms)(
    "parity: $padding, $fftSize samples every $hopSize, $mels bands, as librosa's",
    ({ rate, values, ...options }) => {
      const clip = { samples: madeUp(4000, rate), sampleRate: rate };
      const spectrogram = logMelSpectrogram(clip, options as Parameters<typeof logMelSpectrogram>[1]);
      expect(spectrogram.values.length).toBe(spectrogram.frames * options.mels);
      expect(largestError(spectrogram.values, values)).toBeLessThan(1e-3);
    },
  );

  it("unit: refuses what it cannot transform", () => {
    const clip = { samples: madeUp(300, 16_000), sampleRate: 16_000 };
    expect(() => logMelSpectrogram(clip, { fftSize: 500 })).toThrow(/fftSize/);
    expect(() => logMelSpectrogram(clip, { hopSize: 0 })).toThrow(/hopSize/);
    expect(() => logMelSpectrogram({ ...clip, samples: clip.samples.subarray(0, 256) })).toThrow(
      /256 samples/,
    );
    expect(logMelSpectrogram({ ...clip, samples: new Float32Array() }, { padding: "silence" })).toEqual({
      values: new Float32Array(96),
      frames: 1,
      mels: 96,
    });
  });

  it("relation: the fast Fourier transform is the slow one", () => {
    for (const size of [2, 4, 8, 64, 128]) {
      const real = Float64Array.from({ length: size }, (_, i) => Math.sin(i * i + 1));
      const imaginary = Float64Array.from({ length: size }, (_, i) => Math.cos(3 * i));
      const slow = (k: number, part: (angle: number, i: number) => number) =>
        real.reduce((sum, __, i) => sum + part((-2 * Math.PI * k * i) / size, i), 0);
      const expectedReal = Array.from(real, (_, k) =>
        slow(k, (angle, i) => real[i]! * Math.cos(angle) - imaginary[i]! * Math.sin(angle)),
      );
      const expectedImaginary = Array.from(real, (_, k) =>
        slow(k, (angle, i) => real[i]! * Math.sin(angle) + imaginary[i]! * Math.cos(angle)),
      );
      const fourier = new FourierTransform(size);
      const [fastReal, fastImaginary] = [new Float64Array(size), new Float64Array(size)];
      fourier.order.forEach((place, i) => {
        fastReal[place] = real[i]!;
        fastImaginary[place] = imaginary[i]!;
      });
      fourier.transform(fastReal, fastImaginary);
      expect(largestError(fastReal, expectedReal)).toBeLessThan(1e-12 * size);
      expect(largestError(fastImaginary, expectedImaginary)).toBeLessThan(1e-12 * size);
    }
  });
});

const folder = resolve(
  process.env.TALKPLAY_DATA ?? resolve(import.meta.dirname, "../../../../../shared/data"),
  "audio-clips",
);

describe.skipIf(!existsSync(folder))("real clips", () => {
  it.each(Object.entries(clipReference.clips))(
    "parity: %s, decoded, resampled and transformed as by librosa",
    async (name, expected) => {
      const { samples, sampleRate } = await decodeAudio(await readFile(resolve(folder, name)), { name });
      const start = { samples: samples.subarray(0, 4 * sampleRate), sampleRate };
      const { values, frames, mels } = logMelSpectrogram(resample(start, 16_000));
      expect(frames).toBe(expected.frames);
      const chosen = values.filter((_, i) => Math.floor(i / mels) % expected.every === 0);
      expect(largestError(chosen, expected.values)).toBeLessThan(1e-3);
    },
  );
});
