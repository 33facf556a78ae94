import type { EvaluationRow, ReportData } from "./report-data.ts";

const metrics = ["mrr", "hitAt1", "hitAt10", "hitAt100"] as const;
const titles = { mrr: "MRR", hitAt1: "Hit@1", hitAt10: "Hit@10", hitAt100: "Hit@100" };

/** Where the trained model stands, in sentences that the figures decide: one list item a test set and rival. */
export function verdict({ evaluations, data }: Pick<ReportData, "evaluations" | "data">): string[] {
  return data.tests.flatMap(({ name }) => {
    const rows = evaluations.filter(({ testSet, subset }) => testSet === name && subset === "all");
    const ours = rows.find(({ system }) => system === "talkplay");
    if (ours === undefined || ours.turns === 0) return [];
    const rivals = ["bm25", "dense", "item-knn", "popularity", "random"];
    return rivals.flatMap((rival) => {
      const theirs = rows.find(({ system }) => system === rival);
      return theirs === undefined ? [] : [`On ${name}, ${against(ours, theirs)}`];
    });
  });
}

function against(ours: EvaluationRow, theirs: EvaluationRow): string {
  const above = metrics.filter((metric) => ours[metric] > theirs[metric]);
  const notAbove = metrics.filter((metric) => !above.includes(metric));
  const standing =
    notAbove.length === 0
      ? "above it on every metric"
      : above.length === 0
        ? "not above it on any metric"
        : `above it on ${names(above)}, not on ${names(notAbove)}`;
  const ratio = theirs.mrr > 0 ? `${(ours.mrr / theirs.mrr).toFixed(2)} times the MRR of` : "against";
  return `talkplay has ${ratio} ${theirs.system} (${ours.mrr.toFixed(3)} and ${theirs.mrr.toFixed(3)}): ${standing}.`;
}

function names(list: readonly (typeof metrics)[number][]): string {
  return list.map((metric) => titles[metric]).join(", ");
}
