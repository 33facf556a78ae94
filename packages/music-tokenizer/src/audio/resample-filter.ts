/**
 * The impulse response of libsoxr's "HQ" (librosa's default), measured from impulses at every place between samples,
 * and fitted: a Kaiser-windowed sinc, of which copies shifted by whole periods are added where the library goes in two
 * stages, whose second lowers the upper pass band by up to 0.01 dB. Times in periods of the lower of the two rates.
 */
interface Response {
  /** Passes half at this share of the lower Nyquist frequency. */
  cutoff: number;
  /** Length of the window to either side. */
  reach: number;
  kaiserBeta: number;
  /** Weight of the sinc itself, and of the pairs of its copies 1, 2, … periods away. */
  copies: readonly number[];
}

/** Rates in a simple ratio (48 and 32 to 16 kHz, halving, doubling): the fit errs by 1e-7 of the peak. */
const simple: Response = { cutoff: 0.956872, reach: 97.1, kaiserBeta: 13.04, copies: [1] };

/** From 44.1 and 22.05 to 16 kHz: 2e-6. */
const from44100: Response = {
  cutoff: 0.95686946,
  reach: 101.89,
  kaiserBeta: 13.7459,
  copies: [
    0.9997802, 0.0004002, -0.0003059, 0.0002041, -0.0001269, 0.0000789, -0.0000496, 0.0000313, -0.0000195,
    0.0000117, -0.0000066,
  ],
};

/** Others, as 11.025 to 16 kHz and 48 to 44.1 kHz: 4e-6; of ratios such as 5 : 2 and 7 : 4 about 1e-4. */
const other: Response = {
  cutoff: 0.95686643,
  reach: 102.527,
  kaiserBeta: 13.7897,
  copies: [
    0.9998188, 0.000348, -0.0003085, 0.0002533, -0.0001939, 0.0001398, -0.0000958, 0.0000635, -0.0000408,
    0.000025, -0.0000143,
  ],
};

/**
 * The filter as one row for each place that an output sample can have between two input samples.
 *
 * @param up output samples …
 * @param down … for as many input samples, the two without a common divisor
 * @returns `phases` row-major [up, taps]; tap t of a row weighs the input sample t + 1 - taps / 2 after the one before.
 *   `taps` is a multiple of four
 */
export function resampleFilter(up: number, down: number): { phases: Float32Array; taps: number } {
  // Places between input samples, `up` of them, on which a period of the lower rate is `period` long.
  const period = Math.max(up, down);
  const response = impulseResponse(responseOf(up, down), period);
  const half = 2 * Math.ceil(response.length / up / 2);
  const taps = 2 * half;
  const gain = Math.min(1, up / down);
  const phases = new Float32Array(up * taps);
  for (let phase = 0; phase < up; phase++)
    for (let tap = 0; tap < taps; tap++)
      phases[phase * taps + tap] = gain * (response[Math.abs((tap + 1 - half) * up - phase)] ?? 0);
  return { phases, taps };
}

function responseOf(up: number, down: number): Response {
  // Halving comes first and is exact.
  let left = down;
  while (left % 2 === 0 && left > up) left /= 2;
  if (up <= 4 && left <= 4) return simple;
  return up < down && down % 441 === 0 ? from44100 : other;
}

/** The response from its middle to its end, `period` values a period. */
function impulseResponse({ cutoff, reach, kaiserBeta, copies }: Response, period: number): Float64Array {
  const sinc = new Float64Array(Math.ceil(reach * period));
  const atZero = besselI0(kaiserBeta);
  for (let i = 0; i < sinc.length; i++) {
    const time = i / period;
    const x = Math.PI * cutoff * time;
    const window = besselI0(kaiserBeta * Math.sqrt(1 - (time / reach) ** 2)) / atZero;
    sinc[i] = cutoff * (x === 0 ? 1 : Math.sin(x) / x) * window;
  }
  const sum = new Float64Array(sinc.length + (copies.length - 1) * period);
  for (let i = 0; i < sum.length; i++)
    for (const [copy, weight] of copies.entries())
      sum[i]! += (weight / 2) * ((sinc[Math.abs(i - copy * period)] ?? 0) + (sinc[i + copy * period] ?? 0));
  return sum;
}

/** The modified Bessel function of the first kind and order zero, by its power series. */
function besselI0(x: number): number {
  let term = 1;
  let sum = 1;
  for (let k = 1; term > sum * 1e-16; k++) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}
