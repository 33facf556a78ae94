import { FourierTransform } from "./fourier-transform.ts";
import type { FrameTransform, FrameTransformShape } from "./frame-transform.ts";
import { hannWindow } from "./hann-window.ts";
import { logMelWasm } from "./log-mel-wasm.ts";
import { melFilters } from "./mel-filters.ts";

/** Frames that log-mel.wat transforms side by side. */
const lanes = 8;
const elementBytes = 32;
const pageBytes = 65_536;

/**
 * The frame transform in float32 and WebAssembly SIMD.
 *
 * @returns undefined where there is no WebAssembly SIMD, and for frames of less than eight samples
 */
export function framesInWasm(shape: FrameTransformShape): FrameTransform | undefined {
  const module = shape.fftSize < lanes ? undefined : compiled();
  if (!module) return undefined;
  const { fftSize, hopSize, mels, blockFrames } = shape;
  const { first, starts, weights } = melFilters(shape.sampleRate, fftSize, mels);
  const turns = passTurns(fftSize);
  let end = 0;
  const place = (bytes: number) => {
    const at = end;
    end += Math.ceil(bytes / 64) * 64;
    return at;
  };
  const samplesLength = (blockFrames - 1) * hopSize + fftSize;
  const layout = {
    sequence: place(fftSize * elementBytes),
    window: place(4 * fftSize),
    order: place(2 * fftSize),
    turns: place(turns.byteLength),
    filters: place(8 * mels),
    weights: place(4 * weights.length),
    bands: place(4 * blockFrames * mels),
    samples: place(4 * samplesLength),
  };
  const pages = Math.ceil(end / pageBytes);
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
  const { buffer } = memory;
  new Float32Array(buffer, layout.window, fftSize).set(hannWindow(fftSize));
  const { order } = new FourierTransform(fftSize);
  new Uint32Array(buffer, layout.order, fftSize / 2).set(
    order.subarray(0, fftSize / 2).map((to) => layout.sequence + elementBytes * to),
  );
  new Float32Array(buffer, layout.turns, turns.length).set(turns);
  new Uint32Array(buffer, layout.filters, 2 * mels).set(
    Array.from(first).flatMap((bin, m) => [
      layout.sequence + elementBytes * bin,
      starts[m + 1]! - starts[m]!,
    ]),
  );
  // The powers come out four times too large.
  new Float32Array(buffer, layout.weights, weights.length).set(
    weights.map((weight) => (10_000 / 4) * weight),
  );

  const imports = { env: { memory }, layout: { ...layout, size: fftSize, hop: hopSize, mels } };
  const { exports } = new WebAssembly.Instance(module, imports);
  const transform = exports.transform as (frames: number) => void;
  const samples = new Float32Array(buffer, layout.samples, samplesLength);
  const bands = new Float32Array(buffer, layout.bands, blockFrames * mels);
  return {
    samples,
    transform(frames) {
      const whole = Math.ceil(frames / lanes) * lanes;
      // What an earlier block left must not mix with this block's last frames.
      samples.fill(0, (frames - 1) * hopSize + fftSize, (whole - 1) * hopSize + fftSize);
      transform(whole);
      return bands.subarray(0, frames * mels);
    },
  };
}

/** For each pass of radix 4 the turns w, w² and w³ of every k as (cos, sin) pairs, pass after pass. */
function passTurns(size: number): Float32Array {
  const turns: number[] = [];
  for (let quarter = Math.log2(size) % 2 === 0 ? 4 : 2; quarter < size; quarter *= 4)
    for (let k = 0; k < quarter; k++)
      for (let power = 1; power <= 3; power++) {
        const angle = (2 * Math.PI * k * power) / (4 * quarter);
        turns.push(Math.cos(angle), Math.sin(angle));
      }
  return Float32Array.from(turns);
}

let module: WebAssembly.Module | null | undefined;

/** Compiled once; the module is small enough for browsers to compile at once. Null where it cannot be. */
function compiled(): WebAssembly.Module | null {
  if (module === undefined)
    try {
      module = new WebAssembly.Module(Uint8Array.from(atob(logMelWasm), (byte) => byte.charCodeAt(0)));
    } catch {
      module = null;
    }
  return module;
}
