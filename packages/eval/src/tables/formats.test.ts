import { describe, expect, it } from "vitest";
import { comparisonTable } from "./comparison-table.ts";
import { resultsTable } from "./results-table.ts";

const interval = { estimate: 0.1, low: 0.05, high: 0.2, level: 0.95 };
const figures = { turns: 4, dialogues: 2, missing: 0, mrr: 0.1, hitAt1: 0, hitAt10: NaN, hitAt100: 1 };
const intervals = { mrr: interval, hitAt1: interval, hitAt10: interval, hitAt100: interval };

describe("unit: table formats", () => {
  it("LaTeX escapes what LaTeX reads", () => {
    expect(resultsTable([{ system: "a_b & 5%", figures }], { format: "latex" })).toBe(
      [
        "\\begin{tabular}{llrrrrrrr}",
        "\\toprule",
        "System & Subset & Turns & Dialogues & Missing & MRR & Hit@1 & Hit@10 & Hit@100 \\\\",
        "\\midrule",
        "a\\_b \\& 5\\% & all & 4 & 2 & 0 & 0.100 & 0.000 & -- & 1.000 \\\\",
        "\\bottomrule",
        "\\end{tabular}\n",
      ].join("\n"),
    );
  });

  it("CSV quotes what needs it and gives intervals columns of their own", () => {
    const [header, row] = resultsTable([{ system: 'a "b", c', figures: { ...figures, intervals } }], {
      format: "csv",
      intervals: true,
      digits: 2,
    }).split("\r\n");
    expect(header).toContain("MRR,MRR low,MRR high,Hit@1");
    expect(row).toMatch(/^"a ""b"", c",all,4,2,0,0\.10,0\.05,0\.20,/);
  });

  it("comparisons print corrected p-values when there are any", () => {
    const comparison = {
      metric: "mrr" as const,
      subset: "all",
      turns: 9,
      dialogues: 3,
      first: 0.2,
      second: 0.1,
      difference: 0.1,
      interval,
      test: "permutation" as const,
      pValue: 0.0125,
    };
    const row = { first: "a", second: "b", comparison };
    expect(comparisonTable([row])).toContain(
      "| a | b | all | MRR | 9 | 3 | 0.200 | 0.100 | 0.100 | 0.050 | 0.200 | permutation | 0.0125 |\n",
    );
    expect(comparisonTable([{ ...row, adjustedPValue: 0.025 }], { format: "csv" })).toContain(
      ",permutation,0.0125,0.0250\r\n",
    );
  });
});
