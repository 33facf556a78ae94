import { describe, expect, it } from "vitest";
import { createBm25Ranker } from "./bm25-ranker.ts";

describe("unit: BM25 as a ranker", () => {
  const documents = ["red apple", "green pear", "blue plum"];
  const history = { queries: ["apple", "pear"], played: [2], responses: ["here"] };

  it("searches for all queries and the documents of the tracks played", () => {
    expect([...createBm25Ranker({ documents }).score(history)].every((score) => score > 0)).toBe(true);
  });

  it("or for the last query alone", () => {
    const ranker = createBm25Ranker({ documents, queries: "last", playedDocuments: false, name: "last" });
    expect(ranker.name).toBe("last");
    expect([...ranker.score(history)].map((score) => score > 0)).toEqual([false, true, false]);
  });
});
