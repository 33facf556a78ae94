import { hitAtK } from "./hit-rate.ts";
import { reciprocalRank } from "./reciprocal-rank.ts";
import type { TieRank } from "./tie-rank.ts";

/** The figures of the paper's Table 2. */
export type MetricName = "mrr" | "hitAt1" | "hitAt10" | "hitAt100";

/** One value per metric: of one turn, or a mean. */
export type MetricValues = Record<MetricName, number>;

export const METRIC_NAMES: readonly MetricName[] = ["mrr", "hitAt1", "hitAt10", "hitAt100"];

/** A turn's contribution to each metric; a turn whose track was not ranked (`undefined`) scores 0 everywhere. */
export function turnMetrics(rank: TieRank | undefined): MetricValues {
  return {
    mrr: reciprocalRank(rank),
    hitAt1: hitAtK(rank, 1),
    hitAt10: hitAtK(rank, 10),
    hitAt100: hitAtK(rank, 100),
  };
}
