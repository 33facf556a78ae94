/**
 * Triangular filters over the bins of a spectrum: filter m weighs the bins from `first[m]` on by
 * `weights[starts[m]] … weights[starts[m + 1] - 1]`.
 */
export interface MelFilters {
  first: Int32Array;
  starts: Int32Array;
  weights: Float64Array;
}

/**
 * Filters evenly spaced on Slaney's mel scale (linear below 1 kHz, logarithmic above) from 0 to half the sample rate,
 * each of area 1: `librosa.filters.mel(sr, n_fft, n_mels)`.
 */
export function melFilters(sampleRate: number, fftSize: number, mels: number): MelFilters {
  const top = melOf(sampleRate / 2);
  const corners = Array.from({ length: mels + 2 }, (_, i) => hertzOf((top * i) / (mels + 1)));
  const first = new Int32Array(mels);
  const starts = new Int32Array(mels + 1);
  const weights: number[] = [];
  for (let m = 0; m < mels; m++) {
    const [low, peak, high] = corners.slice(m, m + 3) as [number, number, number];
    for (let bin = 0; bin <= fftSize / 2; bin++) {
      const hertz = (bin * sampleRate) / fftSize;
      const height = Math.min((hertz - low) / (peak - low), (high - hertz) / (high - peak));
      if (height <= 0) continue;
      if (weights.length === starts[m]) first[m] = bin;
      weights.push((height * 2) / (high - low));
    }
    starts[m + 1] = weights.length;
  }
  return { first, starts, weights: Float64Array.from(weights) };
}

const hertzAMel = 200 / 3;
const logarithmicFromHertz = 1000;
const logarithmicFromMel = logarithmicFromHertz / hertzAMel;
const logarithmicStep = Math.log(6.4) / 27;

function melOf(hertz: number): number {
  return hertz < logarithmicFromHertz
    ? hertz / hertzAMel
    : logarithmicFromMel + Math.log(hertz / logarithmicFromHertz) / logarithmicStep;
}

function hertzOf(mel: number): number {
  return mel < logarithmicFromMel
    ? mel * hertzAMel
    : logarithmicFromHertz * Math.exp(logarithmicStep * (mel - logarithmicFromMel));
}
