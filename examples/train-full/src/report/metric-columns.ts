/** The columns of Table 2. */
export const METRIC_COLUMNS = [
  { key: "mrr", title: "MRR" },
  { key: "hitAt1", title: "Hit@1" },
  { key: "hitAt10", title: "Hit@10" },
  { key: "hitAt100", title: "Hit@100" },
] as const;
