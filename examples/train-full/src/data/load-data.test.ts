import { describe, expect, it } from "vitest";
import { sizes } from "../command/sizes.ts";
import { loadData } from "./load-data.ts";

describe("unit: loadData", () => {
  it("never trains on a conversation of the test file", async () => {
    const testFile = "examples/data/dialogues/written-test.jsonl";
    const data = await loadData("freemusicc", { size: sizes["tiny"]!, seed: 1, testFile });
    expect(data.tests[0]!.name).toBe("written-test.jsonl");
    expect(data.tests[0]!.dialogues).toHaveLength(60);
    expect(data.training.written).toHaveLength(180);
    const scored = new Set(data.tests[0]!.dialogues.map(({ id }) => id));
    expect(data.training.written.filter(({ id }) => scored.has(id))).toEqual([]);
  });
});
