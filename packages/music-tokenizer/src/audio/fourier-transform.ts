/** The discrete Fourier transform of complex sequences of one length, in place (Cooley & Tukey, radix 2). */
export class FourierTransform {
  readonly #cosines: Float64Array;
  readonly #sines: Float64Array;
  readonly #reversed: Uint32Array;

  /** @param size A power of two. */
  constructor(readonly size: number) {
    this.#cosines = Float64Array.from({ length: size / 2 }, (_, k) => Math.cos((2 * Math.PI * k) / size));
    this.#sines = Float64Array.from({ length: size / 2 }, (_, k) => Math.sin((2 * Math.PI * k) / size));
    const bits = Math.log2(size);
    this.#reversed = new Uint32Array(size);
    for (let i = 1; i < size; i++)
      this.#reversed[i] = (this.#reversed[i >> 1]! >> 1) | ((i & 1) << (bits - 1));
  }

  /** X_k = Σ_t x_t exp(-2πi k t / size). */
  transform(real: Float64Array, imaginary: Float64Array): void {
    this.#reverse(real, imaginary);
    const { size } = this;
    for (let half = 1; half < size; half *= 2) {
      const stride = size / (2 * half);
      for (let start = 0; start < size; start += 2 * half)
        for (let k = 0, at = start, turn = 0; k < half; k++, at++, turn += stride) {
          const cosine = this.#cosines[turn]!;
          const sine = this.#sines[turn]!;
          const other = at + half;
          const re = cosine * real[other]! + sine * imaginary[other]!;
          const im = cosine * imaginary[other]! - sine * real[other]!;
          real[other] = real[at]! - re;
          imaginary[other] = imaginary[at]! - im;
          real[at]! += re;
          imaginary[at]! += im;
        }
    }
  }

  #reverse(real: Float64Array, imaginary: Float64Array): void {
    for (let i = 0; i < this.size; i++) {
      const j = this.#reversed[i]!;
      if (j <= i) continue;
      const re = real[i]!;
      real[i] = real[j]!;
      real[j] = re;
      const im = imaginary[i]!;
      imaginary[i] = imaginary[j]!;
      imaginary[j] = im;
    }
  }
}
