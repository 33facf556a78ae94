import { ArgumentError } from "../errors/argument-error.ts";

/** Options of `cohenKappa`. */
export interface CohenKappaOptions {
  /**
   * What a disagreement weighs: 1 whatever it is (`"none"`), or the distance of the two categories on their scale
   * (`"linear"`) or its square (`"quadratic"`). @default "none"
   */
  weights?: "none" | "linear" | "quadratic";
  /** Every category, in the order of the scale when weights are used. @default those that occur, sorted */
  categories?: readonly (string | number)[];
}

/** How far two judges agree. */
export interface Agreement {
  /** Items that both judged. */
  items: number;
  /** Share of items with the same judgement. */
  agreement: number;
  /** Agreement beyond chance: 1 perfect, 0 as by chance, below 0 worse; `NaN` when both always say the same one thing. */
  kappa: number;
}

/**
 * Cohen's kappa of two judges, or of one judge asked twice.
 *
 *     κ = 1 − Σ w·observed / Σ w·expected   over pairs of categories, w the weight of the disagreement
 *
 * @throws {ArgumentError} for unequal lengths, no items, or a judgement that is not among the categories.
 * @see Cohen, "A Coefficient of Agreement for Nominal Scales", 1960; "Weighted Kappa", 1968.
 */
export function cohenKappa(
  first: readonly (string | number)[],
  second: readonly (string | number)[],
  { weights = "none", categories }: CohenKappaOptions = {},
): Agreement {
  if (first.length !== second.length)
    throw new ArgumentError({
      argument: "second",
      expected: `${first.length} judgements`,
      got: second.length,
    });
  if (first.length === 0)
    throw new ArgumentError({ argument: "first", expected: "at least one judgement", got: "none" });
  const scale = categories ?? [...new Set([...first, ...second])].toSorted((a, b) => (a < b ? -1 : 1));
  const placeOf = new Map(scale.map((category, place) => [category, place]));
  const places = (judgements: readonly (string | number)[], name: string) =>
    judgements.map((judgement, index) => {
      const place = placeOf.get(judgement);
      if (place === undefined)
        throw new ArgumentError({
          argument: `${name}[${index}]`,
          expected: `one of ${scale.join(", ")}`,
          got: judgement,
        });
      return place;
    });
  const [a, b] = [places(first, "first"), places(second, "second")];

  const weightOf = (one: number, other: number) =>
    one === other ? 0 : { none: 1, linear: Math.abs(one - other), quadratic: (one - other) ** 2 }[weights];
  let observed = 0;
  let expected = 0;
  const countOf = (judged: readonly number[]) =>
    scale.map((_, place) => judged.filter((other) => other === place).length);
  const [countsOfFirst, countsOfSecond] = [countOf(a), countOf(b)];
  for (const [index, place] of a.entries()) observed += weightOf(place, b[index]!);
  for (const [one, count] of countsOfFirst.entries())
    for (const [other, otherCount] of countsOfSecond.entries())
      expected += (weightOf(one, other) * count * otherCount) / a.length;
  return {
    items: a.length,
    agreement: a.filter((place, index) => place === b[index]).length / a.length,
    kappa: 1 - observed / expected,
  };
}
