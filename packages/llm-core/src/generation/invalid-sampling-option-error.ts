/** A sampling option lies outside its range. */
export class InvalidSamplingOptionError extends Error {
  override readonly name = "InvalidSamplingOptionError";

  constructor(
    readonly option: string,
    readonly got: number,
    readonly expected: string,
  ) {
    super(`Sampling option "${option}" is ${got}: give ${expected}.`);
  }
}
