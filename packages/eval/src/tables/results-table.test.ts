import { expect, it } from "vitest";
import { resultsTable } from "./results-table.ts";

const interval = { estimate: 0.0234, low: 0.011, high: 0.0349, level: 0.95 };
const figures = {
  turns: 10,
  dialogues: 4,
  missing: 1,
  mrr: 0.0234,
  hitAt1: 0,
  hitAt10: 0.5,
  hitAt100: 1,
  intervals: { mrr: interval, hitAt1: interval, hitAt10: interval, hitAt100: interval },
};

it("unit: prints Table 2's columns, with intervals when asked", () => {
  const empty = { ...figures, turns: 0, mrr: NaN, hitAt1: NaN, hitAt10: NaN, hitAt100: NaN };
  expect(
    resultsTable([
      { system: "talk|play", figures },
      { system: "bm25", subset: "cold", figures: empty },
    ]),
  ).toBe(
    [
      "| System | Subset | Turns | Dialogues | Missing | MRR | Hit@1 | Hit@10 | Hit@100 |",
      "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
      "| talk\\|play | all | 10 | 4 | 1 | 0.023 | 0.000 | 0.500 | 1.000 |",
      "| bm25 | cold | 0 | 4 | 1 | – | – | – | – |",
      "",
    ].join("\n"),
  );
  expect(resultsTable([{ system: "a", figures }], { digits: 2, intervals: true })).toContain(
    "| 0.02 [0.01, 0.03] |",
  );
});
