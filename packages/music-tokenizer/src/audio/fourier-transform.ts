/** The discrete Fourier transform of complex sequences of one length, in place (Cooley & Tukey, radix 4). */
export class FourierTransform {
  /** Where `transform` wants the term t of a sequence: at `order[t]`. */
  readonly order: Uint32Array;
  /** For each pass the turns w, w² and w³ of every k as (cos, sin) pairs: [quarter, 6]. */
  readonly #passes: { quarter: number; turns: Float64Array }[] = [];

  /** @param size A power of two. */
  constructor(readonly size: number) {
    const bits = Math.log2(size);
    this.order = new Uint32Array(size);
    for (let i = 1; i < size; i++) this.order[i] = (this.order[i >> 1]! >> 1) | ((i & 1) << (bits - 1));
    for (let quarter = bits % 2 === 0 ? 1 : 2; quarter < size; quarter *= 4) {
      const turns = Float64Array.from({ length: 6 * quarter }, (_, i) => {
        const angle = (2 * Math.PI * Math.floor(i / 6) * (1 + Math.floor((i % 6) / 2))) / (4 * quarter);
        return i % 2 === 0 ? Math.cos(angle) : Math.sin(angle);
      });
      this.#passes.push({ quarter, turns });
    }
  }

  /** X_k = Σ_t x_t exp(-2πi k t / size), k in order. */
  transform(real: Float64Array, imaginary: Float64Array): void {
    if (this.#passes[0]?.quarter !== 1) combinePairs(real, imaginary);
    for (const { quarter, turns } of this.#passes) combineQuarters(real, imaginary, quarter, turns);
  }
}

/** Transforms of length 1 become transforms of length 2. */
function combinePairs(real: Float64Array, imaginary: Float64Array): void {
  for (const values of [real, imaginary])
    for (let at = 0; at < values.length; at += 2) {
      const first = values[at]!;
      const second = values[at + 1]!;
      values[at] = first + second;
      values[at + 1] = first - second;
    }
}

/** Four transforms of length `quarter` in a row become one. */
function combineQuarters(
  real: Float64Array,
  imaginary: Float64Array,
  quarter: number,
  turns: Float64Array,
): void {
  for (let start = 0; start < real.length; start += 4 * quarter)
    for (let k = 0, turn = 0; k < quarter; k++, turn += 6) {
      const a = start + k;
      // Bit-reversed order: the quarter of even-odd terms lies second, that of odd-even terms third.
      const c = a + quarter;
      const b = c + quarter;
      const d = b + quarter;
      const bRe = turns[turn]! * real[b]! + turns[turn + 1]! * imaginary[b]!;
      const bIm = turns[turn]! * imaginary[b]! - turns[turn + 1]! * real[b]!;
      const cRe = turns[turn + 2]! * real[c]! + turns[turn + 3]! * imaginary[c]!;
      const cIm = turns[turn + 2]! * imaginary[c]! - turns[turn + 3]! * real[c]!;
      const dRe = turns[turn + 4]! * real[d]! + turns[turn + 5]! * imaginary[d]!;
      const dIm = turns[turn + 4]! * imaginary[d]! - turns[turn + 5]! * real[d]!;
      const evenRe = real[a]! + cRe;
      const evenIm = imaginary[a]! + cIm;
      const evenDifferenceRe = real[a]! - cRe;
      const evenDifferenceIm = imaginary[a]! - cIm;
      const oddRe = bRe + dRe;
      const oddIm = bIm + dIm;
      const oddDifferenceRe = bIm - dIm;
      const oddDifferenceIm = dRe - bRe;
      real[a] = evenRe + oddRe;
      imaginary[a] = evenIm + oddIm;
      real[c] = evenDifferenceRe + oddDifferenceRe;
      imaginary[c] = evenDifferenceIm + oddDifferenceIm;
      real[b] = evenRe - oddRe;
      imaginary[b] = evenIm - oddIm;
      real[d] = evenDifferenceRe - oddDifferenceRe;
      imaginary[d] = evenDifferenceIm - oddDifferenceIm;
    }
}
