import type { MetricName } from "../metrics/turn-metrics.ts";

/** The metrics as the paper's Table 2 prints them. */
export const METRIC_TITLES: Record<MetricName, string> = {
  mrr: "MRR",
  hitAt1: "Hit@1",
  hitAt10: "Hit@10",
  hitAt100: "Hit@100",
};
