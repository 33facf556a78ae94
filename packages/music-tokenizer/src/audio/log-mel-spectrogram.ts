import type { AudioClip } from "./audio-clip.ts";
import { FourierTransform } from "./fourier-transform.ts";
import { melFilters, type MelFilters } from "./mel-filters.ts";

/** Defaults are musicnn's. */
export interface LogMelOptions {
  /** Samples a frame, a power of two. @default 512 */
  fftSize?: number;
  /** Samples between the starts of two frames. @default 256 */
  hopSize?: number;
  /** Mel bands. @default 96 */
  mels?: number;
  /** What surrounds the clip for the frames at its ends: itself mirrored, or silence. @default "mirror" */
  padding?: "mirror" | "silence";
}

export interface LogMelSpectrogram {
  /** log10(10000 power + 1), row-major [frames, mels]. */
  values: Float32Array;
  frames: number;
  mels: number;
}

/**
 * The power of a clip in mel bands over time, on a logarithmic scale:
 * `log10(10000 * librosa.feature.melspectrogram(...) + 1)`, transposed. Frames are centred (the first on sample 0) and
 * weighed by a Hann window; the bands are {@link melFilters}'.
 *
 * @throws RangeError when an option is out of range, or a clip is too short to be mirrored (fftSize / 2 + 1 samples).
 */
export function logMelSpectrogram(
  { samples, sampleRate }: AudioClip,
  { fftSize = 512, hopSize = 256, mels = 96, padding = "mirror" }: LogMelOptions = {},
): LogMelSpectrogram {
  if (!(fftSize >= 2 && Number.isInteger(Math.log2(fftSize))))
    throw new RangeError(`fftSize is ${fftSize}: give a power of two.`);
  for (const [name, value] of Object.entries({ hopSize, mels }))
    if (!Number.isInteger(value) || value < 1)
      throw new RangeError(`${name} is ${value}: give a whole number from 1.`);
  const padded = withPadding(samples, fftSize / 2, padding);
  const frames = 1 + Math.floor(samples.length / hopSize);
  const window = Float64Array.from(
    { length: fftSize },
    (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / fftSize),
  );
  const filters = melFilters(sampleRate, fftSize, mels);
  const fourier = new FourierTransform(fftSize);
  const real = new Float64Array(fftSize);
  const imaginary = new Float64Array(fftSize);
  const bins = fftSize / 2 + 1;
  const powers = [new Float64Array(bins), new Float64Array(bins)] as const;
  const values = new Float32Array(frames * mels);

  // Two real frames make one complex sequence.
  for (let frame = 0; frame < frames; frame += 2) {
    const start = frame * hopSize;
    const second = frame + 1 < frames ? hopSize : 0;
    for (let i = 0; i < fftSize; i++) {
      const place = fourier.order[i]!;
      real[place] = padded[start + i]! * window[i]!;
      imaginary[place] = padded[start + second + i]! * window[i]!;
    }
    fourier.transform(real, imaginary);
    splitPowers(real, imaginary, powers);
    writeBands(powers[0], filters, values, frame * mels);
    if (second > 0) writeBands(powers[1], filters, values, (frame + 1) * mels);
  }
  return { values, frames, mels };
}

function withPadding(samples: Float32Array, width: number, padding: "mirror" | "silence"): Float32Array {
  const { length } = samples;
  const padded = new Float32Array(length + 2 * width);
  padded.set(samples, width);
  if (padding === "silence") return padded;
  if (length <= width)
    throw new RangeError(`The clip has ${length} samples: mirroring takes ${width + 1} or more.`);
  for (let i = 1; i <= width; i++) {
    padded[width - i] = samples[i]!;
    padded[width + length - 1 + i] = samples[length - 1 - i]!;
  }
  return padded;
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
