import { FourierTransform } from "./fourier-transform.ts";
import type { FrameTransform, FrameTransformShape } from "./frame-transform.ts";
import { hannWindow } from "./hann-window.ts";
import { melFilters, type MelFilters } from "./mel-filters.ts";

/** The frame transform in float64, for every size and wherever there is no WebAssembly. */
export function framesInJavaScript(shape: FrameTransformShape): FrameTransform {
  const { fftSize, hopSize, mels, blockFrames } = shape;
  const window = hannWindow(fftSize);
  const filters = melFilters(shape.sampleRate, fftSize, mels);
  const fourier = new FourierTransform(fftSize);
  const real = new Float64Array(fftSize);
  const imaginary = new Float64Array(fftSize);
  const bins = fftSize / 2 + 1;
  const powers = [new Float64Array(bins), new Float64Array(bins)] as const;
  const samples = new Float32Array((blockFrames - 1) * hopSize + fftSize);
  const bands = new Float32Array(blockFrames * mels);

  return {
    samples,
    transform(frames) {
      // Two real frames make one complex sequence.
      for (let frame = 0; frame < frames; frame += 2) {
        const start = frame * hopSize;
        const second = frame + 1 < frames ? hopSize : 0;
        for (let i = 0; i < fftSize; i++) {
          const place = fourier.order[i]!;
          real[place] = samples[start + i]! * window[i]!;
          imaginary[place] = samples[start + second + i]! * window[i]!;
        }
        fourier.transform(real, imaginary);
        splitPowers(real, imaginary, powers);
        writeBands(powers[0], filters, bands, frame * mels);
        if (second > 0) writeBands(powers[1], filters, bands, (frame + 1) * mels);
      }
      return bands.subarray(0, frames * mels);
    },
  };
}

/** The power spectra of the real and of the imaginary sequence that were transformed together. */
function splitPowers(
  real: Float64Array,
  imaginary: Float64Array,
  [ofReal, ofImaginary]: readonly [Float64Array, Float64Array],
): void {
  const size = real.length;
  for (let k = 0; k <= size / 2; k++) {
    const mirror = (size - k) % size;
    const a = real[k]! + real[mirror]!;
    const b = imaginary[k]! - imaginary[mirror]!;
    const c = imaginary[k]! + imaginary[mirror]!;
    const d = real[mirror]! - real[k]!;
    ofReal[k] = (a * a + b * b) / 4;
    ofImaginary[k] = (c * c + d * d) / 4;
  }
}

function writeBands(
  power: Float64Array,
  { first, starts, weights }: MelFilters,
  values: Float32Array,
  at: number,
): void {
  for (let m = 0; m < first.length; m++) {
    let sum = 0;
    for (let i = starts[m]!, bin = first[m]!; i < starts[m + 1]!; i++, bin++)
      sum += weights[i]! * power[bin]!;
    values[at + m] = Math.log(10_000 * sum + 1) * Math.LOG10E;
  }
}
