import { MatcherInputError } from "../matcher-input-error.ts";

/** The codes of a catalogue. */
export interface Catalogue {
  /** Row-major [tracks, modalities]. */
  codes: Uint16Array;
  /** Names of the modalities, at most 16, in the order of a row. */
  modalities: readonly string[];
}

/** @throws MatcherInputError when the modalities or the length of the codes are impossible. */
export function checkedCatalogue({ codes, modalities }: Catalogue): Catalogue {
  if (modalities.length < 1 || modalities.length > 16)
    throw new MatcherInputError("modalities", "1 to 16 names", modalities.length);
  if (new Set(modalities).size < modalities.length)
    throw new MatcherInputError("modalities", "distinct names", modalities.join(", "));
  if (codes.length % modalities.length !== 0)
    throw new MatcherInputError("codes", `a multiple of ${modalities.length} long`, codes.length);
  return { codes, modalities };
}

/** Squares from the number of modalities down to 1: for five, the paper's 25, 16, 9, 4, 1 (§4.4). */
export function defaultWeights(modalities: number): number[] {
  return Array.from({ length: modalities }, (_, m) => (modalities - m) ** 2);
}

export function checkCode(code: ArrayLike<number>, modalities: readonly string[]): void {
  if (code.length !== modalities.length)
    throw new MatcherInputError(
      "the code",
      `${modalities.length} numbers (${modalities.join(", ")})`,
      code.length,
    );
  for (let m = 0; m < modalities.length; m++)
    if (!Number.isInteger(code[m]))
      throw new MatcherInputError(`the code's ${modalities[m]}`, "a whole number", code[m]);
}

export function checkedWeights(weights: readonly number[], modalities: readonly string[]): readonly number[] {
  if (weights.length !== modalities.length)
    throw new MatcherInputError("weights", `${modalities.length} numbers, one a modality`, weights.length);
  weights.forEach((weight, m) => {
    if (!(weight > 0 && weight < Infinity))
      throw new MatcherInputError(`weights[${m}] (${modalities[m]})`, "a positive number", weight);
  });
  return weights;
}
