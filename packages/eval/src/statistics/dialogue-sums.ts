import { ArgumentError } from "../errors/argument-error.ts";

/** Values summed by dialogue: all that resampling whole dialogues needs. */
export interface DialogueSums {
  /** [dialogues] */
  sums: Float64Array;
  /** Number of values of each dialogue. [dialogues] */
  counts: Float64Array;
}

/** @throws {ArgumentError} for unequal lengths, values that are not finite, or fewer than two dialogues. */
export function sumByDialogue(values: ArrayLike<number>, groups: ArrayLike<string>): DialogueSums {
  if (groups.length !== values.length)
    throw new ArgumentError({
      argument: "groups",
      expected: `one per value (${values.length})`,
      got: groups.length,
    });
  const placeOf = new Map<string, number>();
  for (let index = 0; index < groups.length; index++)
    if (!placeOf.has(groups[index]!)) placeOf.set(groups[index]!, placeOf.size);
  if (placeOf.size < 2)
    throw new ArgumentError({ argument: "groups", expected: "two dialogues or more", got: placeOf.size });

  const sums = new Float64Array(placeOf.size);
  const counts = new Float64Array(placeOf.size);
  for (let index = 0; index < values.length; index++) {
    const value = values[index]!;
    if (!Number.isFinite(value))
      throw new ArgumentError({ argument: `values[${index}]`, expected: "a finite number", got: value });
    const place = placeOf.get(groups[index]!)!;
    sums[place]! += value;
    counts[place]! += 1;
  }
  return { sums, counts };
}

/** Differences `first − second` of the same turns, summed by dialogue. @throws {ArgumentError} as {@link sumByDialogue}. */
export function sumDifferencesByDialogue(
  first: ArrayLike<number>,
  second: ArrayLike<number>,
  groups: ArrayLike<string>,
): DialogueSums {
  if (first.length !== second.length)
    throw new ArgumentError({ argument: "second", expected: `${first.length} values`, got: second.length });
  return sumByDialogue(
    Float64Array.from(first, (value, turn) => value - second[turn]!),
    groups,
  );
}
