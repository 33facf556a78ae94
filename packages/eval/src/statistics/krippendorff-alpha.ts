import { ArgumentError } from "../errors/argument-error.ts";

/** Options of `krippendorffAlpha`. */
export interface KrippendorffAlphaOptions {
  /**
   * What a disagreement weighs: 1 whatever it is (`"nominal"`), by how many judgements lie between the two on their
   * scale (`"ordinal"`), or the square of their difference (`"interval"`, numbers alone). @default "nominal"
   */
  scale?: "nominal" | "ordinal" | "interval";
  /** Every category, in the order of the scale. @default those that occur, sorted */
  categories?: readonly (string | number)[];
}

/** How far any number of judges agree. */
export interface JudgeAgreement {
  /** Items that two judges or more judged; no other counts. */
  items: number;
  /** Judgements of those items. */
  judgements: number;
  /** Agreement beyond chance: 1 perfect, 0 as by chance, below 0 worse; `NaN` when all judgements are one and the same. */
  alpha: number;
}

/**
 * Krippendorff's alpha of any number of judges, who need not all have judged every item.
 *
 *     α = 1 − (n − 1) · Σ o(c, k) · δ(c, k) / Σ n(c) · n(k) · δ(c, k)   over pairs of categories c, k
 *
 * with o the coincidences within items (a pair of an item with m judgements counts 1/(m − 1)), n(c) the judgements of a
 * category, n all of them, δ the weight of a disagreement.
 *
 * @param judges each judge's judgements of the same items in the same order, `undefined` where there is none.
 * @throws {ArgumentError} for fewer than two judges, unequal lengths, no item that two judged, a judgement that is not
 *   among the categories, or texts on an interval scale.
 * @see Krippendorff, "Content Analysis", 2004, ch. 11; Hayes and Krippendorff, "Answering the Call for a Standard
 *   Reliability Measure for Coding Data", 2007.
 */
export function krippendorffAlpha(
  judges: readonly (readonly (string | number | undefined)[])[],
  { scale = "nominal", categories }: KrippendorffAlphaOptions = {},
): JudgeAgreement {
  const [first] = judges;
  if (first === undefined || judges.length < 2)
    throw new ArgumentError({ argument: "judges", expected: "two or more", got: judges.length });
  for (const [index, { length }] of judges.entries())
    if (length !== first.length)
      throw new ArgumentError({
        argument: `judges[${index}]`,
        expected: `${first.length} judgements`,
        got: length,
      });

  const items = first
    .map((_, item) => judges.map((judge) => judge[item]).filter((value) => value !== undefined))
    .filter((values) => values.length > 1);
  if (items.length === 0)
    throw new ArgumentError({ argument: "judges", expected: "an item that two of them judged", got: "none" });
  const ordered = categories ?? [...new Set(items.flat())].toSorted((a, b) => (a === b ? 0 : a < b ? -1 : 1));
  const { coincidences, counts } = countCoincidences(items, ordered);
  const weightOf = disagreementWeight(scale, ordered, counts);

  const total = counts.reduce((sum, count) => sum + count, 0);
  let observed = 0;
  let expected = 0;
  for (const [one, countOfOne] of counts.entries())
    for (const [other, countOfOther] of counts.entries()) {
      const weight = weightOf(one, other);
      observed += weight * coincidences[one]![other]!;
      expected += weight * countOfOne * countOfOther;
    }
  return { items: items.length, judgements: total, alpha: 1 - ((total - 1) * observed) / expected };
}

function countCoincidences(
  items: readonly (readonly (string | number)[])[],
  categories: readonly (string | number)[],
): { coincidences: number[][]; counts: number[] } {
  const placeOf = new Map(categories.map((category, place) => [category, place]));
  const coincidences = categories.map(() => categories.map(() => 0));
  const counts = categories.map(() => 0);
  for (const values of items) {
    const places = values.map((value) => {
      const place = placeOf.get(value);
      if (place === undefined)
        throw new ArgumentError({
          argument: "judges",
          expected: `judgements among ${categories.join(", ")}`,
          got: value,
        });
      return place;
    });
    for (const [index, one] of places.entries()) {
      counts[one]! += 1;
      for (const [otherIndex, other] of places.entries())
        if (index !== otherIndex) coincidences[one]![other]! += 1 / (places.length - 1);
    }
  }
  return { coincidences, counts };
}

function disagreementWeight(
  scale: "nominal" | "ordinal" | "interval",
  categories: readonly (string | number)[],
  counts: readonly number[],
): (one: number, other: number) => number {
  switch (scale) {
    case "nominal":
      return (one, other) => (one === other ? 0 : 1);
    case "ordinal":
      return (one, other) => {
        const [low, high] = [Math.min(one, other), Math.max(one, other)];
        const between = counts.slice(low, high + 1).reduce((sum, count) => sum + count, 0);
        return (between - (counts[low]! + counts[high]!) / 2) ** 2;
      };
    case "interval": {
      const text = categories.find((category) => typeof category !== "number");
      if (text !== undefined)
        throw new ArgumentError({
          argument: "categories",
          expected: "numbers on an interval scale",
          got: text,
        });
      return (one, other) => (Number(categories[one]) - Number(categories[other])) ** 2;
    }
  }
}
