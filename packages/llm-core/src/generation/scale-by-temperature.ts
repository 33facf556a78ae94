import { InvalidSamplingOptionError } from "./invalid-sampling-option-error.ts";

/**
 * Divides the logits by a temperature: below 1 sharpens the distribution, above 1 flattens it.
 * The input is not changed.
 *
 * @param logits - next-token logits, [vocabSize]
 * @param temperature - above 0 (greedy decoding is `greedy`, not temperature 0)
 * @throws InvalidSamplingOptionError if the temperature is not a positive finite number
 */
export function scaleByTemperature(logits: Float32Array, temperature: number): Float32Array {
  if (!(temperature > 0 && temperature < Infinity)) {
    throw new InvalidSamplingOptionError("temperature", temperature, "a finite number above 0");
  }
  return temperature === 1 ? logits : logits.map((logit) => logit / temperature);
}
