import type { AudioClip } from "./audio-clip.ts";
import { resampleFilter } from "./resample-filter.ts";

/**
 * The clip at another sample rate as librosa resamples by default (libsoxr's "HQ"). The clip is taken to be silent
 * before and after.
 *
 * @throws RangeError when a sample rate is not a whole number from 1.
 */
export function resample({ samples, sampleRate }: AudioClip, toSampleRate: number): AudioClip {
  for (const rate of [sampleRate, toSampleRate])
    if (!Number.isInteger(rate) || rate < 1)
      throw new RangeError(`The sample rate is ${rate}: give a whole number from 1.`);
  if (sampleRate === toSampleRate) return { samples, sampleRate };
  const divisor = greatestCommonDivisor(sampleRate, toSampleRate);
  const up = toSampleRate / divisor;
  const down = sampleRate / divisor;
  const { phases, taps } = resampleFilter(up, down);

  const half = taps / 2;
  const padded = new Float32Array(samples.length + 2 * taps);
  padded.set(samples, half);
  const output = new Float32Array(Math.ceil((samples.length * up) / down));
  for (let i = 0; i < output.length; i++) {
    const at = i * down;
    output[i] = dot(padded, Math.floor(at / up) + 1, phases, (at % up) * taps, taps);
  }
  return { samples: output, sampleRate: toSampleRate };
}

/** Σ a[aStart + i] b[bStart + i] over `length` values, a multiple of four; four sums keep the adders busy. */
function dot(a: Float32Array, aStart: number, b: Float32Array, bStart: number, length: number): number {
  let [first, second, third, fourth] = [0, 0, 0, 0];
  for (let i = 0; i < length; i += 4) {
    first += a[aStart + i]! * b[bStart + i]!;
    second += a[aStart + i + 1]! * b[bStart + i + 1]!;
    third += a[aStart + i + 2]! * b[bStart + i + 2]!;
    fourth += a[aStart + i + 3]! * b[bStart + i + 3]!;
  }
  return first + second + (third + fourth);
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
