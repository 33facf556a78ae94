import { describe, expect, it } from "vitest";
import { ArgumentError } from "../errors/argument-error.ts";
import { embedTexts } from "./embed-texts.ts";

const embed = (texts: string[]) => texts.flatMap((text) => [text.length, 1]);

describe("unit: embedding texts", () => {
  it("asks once for each different text, in batches, and keeps the order", async () => {
    const batches: string[][] = [];
    const progress: number[] = [];
    const { rows, width, vectorOf } = await embedTexts({
      texts: ["a", "bb", "a", "ccc"],
      embed: async (texts) => {
        batches.push(texts);
        return embed(texts);
      },
      batchSize: 2,
      onProgress: ({ texts }) => progress.push(texts),
    });
    expect(batches).toEqual([["a", "bb"], ["ccc"]]);
    expect([width, ...rows]).toEqual([2, 1, 1, 2, 1, 1, 1, 3, 1]);
    expect([...vectorOf("ccc")!]).toEqual([3, 1]);
    expect(vectorOf("d")).toBeUndefined();
    expect(progress).toEqual([2, 3]);
  });

  it.each([
    ["no texts", { texts: [], embed }],
    ["batches of none", { texts: ["a"], embed, batchSize: 0 }],
    ["rows without values", { texts: ["a"], embed: () => [] }],
    ["half a row", { texts: ["a", "b"], embed: () => [1, 2, 3] }],
    [
      "rows that change their width",
      { texts: ["a", "b"], batchSize: 1, embed: ([text]: string[]) => (text === "a" ? [1] : [1, 2]) },
    ],
  ])("refuses %s", async (_, options) => {
    await expect(embedTexts(options)).rejects.toThrow(ArgumentError);
  });

  it("stops when aborted", async () => {
    const signal = AbortSignal.abort(new Error("enough"));
    await expect(embedTexts({ texts: ["a"], embed, signal })).rejects.toThrow("enough");
  });
});
