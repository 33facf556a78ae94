import { describe, expect, it } from "vitest";
import { formatTokens } from "./format-tokens.ts";
import { ModalityError } from "./modality.ts";
import { TokenFormatError } from "./token-format-error.ts";
import { tokenVocabulary } from "./token-text.ts";

describe("unit: formatTokens", () => {
  it("writes the tokens of the paper", () => {
    const modalities = ["playlist", "semantic", "metadata", "lyrics", "audio"];
    expect(formatTokens([59, 361, 7, 98, 29], modalities)).toBe(
      "<start_of_music><|playlist-59|><|semantic-361|><|metadata-7|><|lyrics-98|><|audio-29|><end_of_music>",
    );
    expect(formatTokens(Uint16Array.of(0, 65_535), ["a", "b"], { wrap: false })).toBe("<|a-0|><|b-none|>");
  });

  it("refuses codes that do not fit", () => {
    expect(() => formatTokens([1], ["a", "b"])).toThrow(TokenFormatError);
    for (const code of [-1, 0.5, 65_536, NaN])
      expect(() => formatTokens([code], ["a"])).toThrow(TokenFormatError);
    for (const name of ["", "a b", "a|", "<a", "1a", "a".repeat(65), "e\u0301"]) {
      expect(() => formatTokens([1], [name])).toThrow(ModalityError);
    }
  });
});

describe("unit: tokenVocabulary", () => {
  it("lists start, end, then modality by modality", () => {
    expect(
      tokenVocabulary([
        { name: "a", clusters: 2 },
        { name: "b", clusters: 1, none: true },
      ]),
    ).toEqual(["<start_of_music>", "<end_of_music>", "<|a-0|>", "<|a-1|>", "<|b-0|>", "<|b-none|>"]);
  });

  it("has the paper's 5,122 tokens, all different", () => {
    const modalities = ["playlist", "semantic", "metadata", "lyrics", "audio"].map((name) => ({
      name,
      clusters: 1024,
    }));
    expect(new Set(tokenVocabulary(modalities)).size).toBe(5122);
  });

  it("refuses modalities that cannot have tokens", () => {
    const refused = [
      [],
      [{ name: "a", clusters: 0 }],
      [{ name: "a", clusters: 65_536 }],
      [{ name: "a", clusters: 1.5 }],
    ];
    for (const modalities of refused) expect(() => tokenVocabulary(modalities)).toThrow(ModalityError);
    const twice = [
      { name: "a", clusters: 1 },
      { name: "a", clusters: 2 },
    ];
    expect(() => tokenVocabulary(twice)).toThrow(expect.objectContaining({ modality: "a", got: "it twice" }));
  });
});
