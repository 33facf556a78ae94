import { describe, expect, it } from "vitest";
import { createMusicVocabulary } from "./music-vocabulary.ts";

const tokens = ["<start_of_music>", "<end_of_music>", "<|a-0|>", "<|a-1|>", "<|b-0|>", "<|b-1|>", "<|b-2|>"];

describe("unit: createMusicVocabulary", () => {
  const vocabulary = createMusicVocabulary({
    tokens,
    modalities: ["a", "b"],
    clusters: [2, 3],
    idOf: (token) => 100 + tokens.indexOf(token),
  });

  it("gives codes their ids and back", () => {
    expect(vocabulary.startOfMusic).toBe(100);
    expect(vocabulary.endOfMusic).toBe(101);
    expect(vocabulary.tokenIds([1, 2])).toEqual([103, 106]);
    expect(vocabulary.code([103, 106])).toEqual([1, 2]);
  });

  it("finds no code in other sequences", () => {
    expect(vocabulary.code([106, 103])).toBeUndefined();
    expect(vocabulary.code([103])).toBeUndefined();
    expect(vocabulary.code([103, 106, 101])).toBeUndefined();
  });

  it("refuses a cluster that does not exist, and tokens that do not fit the clusters", () => {
    expect(() => vocabulary.tokenIds([2, 0])).toThrow(/a has 2 clusters: there is no 2/);
    expect(() => createMusicVocabulary({ tokens, modalities: ["a"], clusters: [2], idOf: () => 0 })).toThrow(
      /5 cluster tokens for 2 clusters/,
    );
  });
});
