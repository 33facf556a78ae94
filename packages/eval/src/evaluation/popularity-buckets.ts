import { ArgumentError } from "../errors/argument-error.ts";

/** Options of `popularityBuckets`. */
export interface PopularityBucketsOptions {
  /** How often each track was played or listed in training; tracks that are missing count 0. */
  counts: ReadonlyMap<string, number>;
  /** Every track id there is. */
  catalogue: Iterable<string>;
  /** Lowest count of each bucket but the first, rising. @default [1, 10, 100, 1000] (the paper has warm and cold only) */
  edges?: readonly number[];
}

/**
 * The catalogue by popularity in training, for `subsets` of {@link evaluateRun}: with the default edges the buckets
 * `"0"`, `"1-9"`, `"10-99"`, `"100-999"` and `"1000+"`, those without a track left out. Buckets by fixed counts, not by
 * quantiles, mean the same in every data set.
 *
 * @throws {ArgumentError} for edges that are not rising whole numbers from 1.
 */
export function popularityBuckets({
  counts,
  catalogue,
  edges = [1, 10, 100, 1000],
}: PopularityBucketsOptions): Record<string, Set<string>> {
  for (const [place, edge] of edges.entries())
    if (!Number.isInteger(edge) || edge <= (edges[place - 1] ?? 0))
      throw new ArgumentError({
        argument: `edges[${place}]`,
        expected: "a rising whole number from 1",
        got: edge,
      });
  const buckets = [0, ...edges].map((low, place) => ({
    name: bucketName(low, edges[place]),
    ids: new Set<string>(),
  }));
  for (const id of catalogue) {
    const count = counts.get(id) ?? 0;
    const place = edges.findLastIndex((edge) => count >= edge) + 1;
    buckets[place]!.ids.add(id);
  }
  return Object.fromEntries(buckets.filter(({ ids }) => ids.size > 0).map(({ name, ids }) => [name, ids]));
}

function bucketName(low: number, next: number | undefined): string {
  if (next === undefined) return `${low}+`;
  return next === low + 1 ? `${low}` : `${low}-${next - 1}`;
}
