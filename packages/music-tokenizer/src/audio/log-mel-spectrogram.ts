import type { AudioClip } from "./audio-clip.ts";
import type { FrameTransform } from "./frame-transform.ts";
import { framesInJavaScript } from "./frames-in-javascript.ts";
import { framesInWasm } from "./frames-in-wasm.ts";

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

/** Log energies by time and mel band. */
export interface LogMelSpectrogram {
  /** log10(10000 power + 1), row-major [frames, mels]. */
  values: Float32Array;
  /** Moments in time. */
  frames: number;
  /** Bands, the lowest first. */
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
  const half = fftSize / 2;
  if (padding === "mirror" && samples.length <= half)
    throw new RangeError(`The clip has ${samples.length} samples: mirroring takes ${half + 1} or more.`);
  const frames = 1 + Math.floor(samples.length / hopSize);
  const values = new Float32Array(frames * mels);
  const { samples: block, transform } = frameTransform(sampleRate, fftSize, hopSize, mels);
  for (let frame = 0; frame < frames; frame += blockFrames) {
    const count = Math.min(blockFrames, frames - frame);
    const needed = block.subarray(0, (count - 1) * hopSize + fftSize);
    copyPadded(samples, frame * hopSize - half, needed, padding);
    values.set(transform(count), frame * mels);
  }
  return { values, frames, mels };
}

const blockFrames = 64;
let latest: { key: string; transform: FrameTransform } | undefined;

/** The transform of one shape is kept: a catalogue's clips are alike, and filters and memory take time to set up. */
function frameTransform(sampleRate: number, fftSize: number, hopSize: number, mels: number): FrameTransform {
  const key = [sampleRate, fftSize, hopSize, mels].join();
  if (latest?.key !== key) {
    const shape = { sampleRate, fftSize, hopSize, mels, blockFrames };
    latest = { key, transform: framesInWasm(shape) ?? framesInJavaScript(shape) };
  }
  return latest.transform;
}

/** Fills `target` with the samples from `from` on, which may begin before the clip and end after it. */
function copyPadded(
  samples: Float32Array,
  from: number,
  target: Float32Array,
  padding: "mirror" | "silence",
): void {
  const { length } = samples;
  const inside = samples.subarray(Math.max(from, 0), Math.max(from + target.length, 0));
  const before = Math.min(Math.max(-from, 0), target.length);
  target.set(inside, before);
  const outside = (at: number) =>
    padding === "silence" ? 0 : samples[at < 0 ? -at : 2 * (length - 1) - at]!;
  for (let i = 0; i < before; i++) target[i] = outside(from + i);
  for (let i = before + inside.length; i < target.length; i++) target[i] = outside(from + i);
}
