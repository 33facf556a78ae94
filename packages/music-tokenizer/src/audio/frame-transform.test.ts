import { readFileSync } from "node:fs";
import createWabt from "wabt";
import { expect, it } from "vitest";
import { framesInJavaScript } from "./frames-in-javascript.ts";
import { framesInWasm } from "./frames-in-wasm.ts";
import { logMelWasm } from "./log-mel-wasm.ts";

/** Loud and nearly silent stretches, of which a loud one must not leak into a silent neighbour. */
const noise = (count: number) =>
  Float32Array.from({ length: count }, (_, i) => Math.sin(i * i * 0.37) * (i % 700 < 350 ? 0.5 : 1e-4));

it.each([
  { fftSize: 8, hopSize: 3, mels: 2 },
  { fftSize: 16, hopSize: 16, mels: 5 },
  { fftSize: 128, hopSize: 77, mels: 40 },
  { fftSize: 512, hopSize: 256, mels: 96 },
  { fftSize: 1024, hopSize: 2000, mels: 64 },
])("relation: WebAssembly's $fftSize samples every $hopSize are JavaScript's", (options) => {
  const shape = { ...options, sampleRate: 16_000, blockFrames: 24 };
  const [fast, slow] = [framesInWasm(shape)!, framesInJavaScript(shape)];
  for (const frames of [24, 1, 9]) {
    const samples = noise((frames - 1) * shape.hopSize + shape.fftSize);
    for (const { samples: block } of [fast, slow]) block.set(samples);
    const [got, expected] = [fast.transform(frames), slow.transform(frames)];
    expect(got.length).toBe(frames * shape.mels);
    const worst = expected.reduce((most, value, i) => Math.max(most, Math.abs(value - got[i]!)), 0);
    expect(worst).toBeLessThan(2e-5);
  }
});

it("unit: what is no number stays none, and does not outlast its block", () => {
  const shape = { sampleRate: 16_000, fftSize: 64, hopSize: 32, mels: 4, blockFrames: 8 };
  const { samples, transform } = framesInWasm(shape)!;
  samples.fill(Number.NaN);
  expect(transform(8).every((value) => Number.isNaN(value))).toBe(true);
  samples.fill(0, 0, 64);
  expect(transform(1)).toEqual(new Float32Array(4));
});

it("unit: frames of less than eight samples are left to JavaScript", () => {
  expect(framesInWasm({ sampleRate: 8000, fftSize: 4, hopSize: 2, mels: 1, blockFrames: 8 })).toBeUndefined();
});

it("unit: the committed module is log-mel.wat's", async () => {
  const source = readFileSync(new URL("log-mel.wat", import.meta.url), "utf8");
  const module = (await createWabt()).parseWat("log-mel.wat", source, { simd: true });
  expect(Buffer.from(module.toBinary({}).buffer).toString("base64")).toBe(logMelWasm);
});
