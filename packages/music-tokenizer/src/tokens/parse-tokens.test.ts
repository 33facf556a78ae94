import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatTokens } from "./format-tokens.ts";
import { parseTokens } from "./parse-tokens.ts";
import { TokenFormatError } from "./token-format-error.ts";
import { createTokenParser, type ParsedPiece } from "./token-parser.ts";

const modalities = [
  { name: "playlist", clusters: 100 },
  { name: "audio-2", clusters: 5, none: true },
];
const names = modalities.map(({ name }) => name);
const strict = (text: string) => parseTokens(text, { modalities });
const tolerant = (text: string) => parseTokens(text, { modalities, mode: "tolerant" });

describe("unit: parseTokens, strict", () => {
  it("reads block after block", () => {
    const text =
      "<start_of_music><|playlist-59|><|audio-2-4|><end_of_music><start_of_music><|playlist-0|><|audio-2-none|><end_of_music>";
    expect(strict(text)).toEqual({
      tracks: [
        { code: Uint16Array.of(59, 4), complete: true },
        { code: Uint16Array.of(0, 65_535), complete: true },
      ],
      text: "",
      problems: [],
    });
    expect(strict("").tracks).toEqual([]);
  });

  it.each([
    ["hello", 0],
    ["<start_of_music><|playlist-1|><|audio-2-1|>", 43],
    ["<start_of_music><end_of_music>", 16],
    ["<start_of_music><|audio-2-1|><|playlist-1|><end_of_music>", 16],
    ["<start_of_music><|playlist-100|><|audio-2-1|><end_of_music>", 16],
    ["<start_of_music><|playlist-01|><|audio-2-1|><end_of_music>", 16],
    ["<start_of_music><|playlist-none|><|audio-2-1|><end_of_music>", 16],
    ["<start_of_music><|playlist-1|> <|audio-2-1|><end_of_music>", 30],
    ["<start_of_music><|playlist-1|><|audio-2-1|><end_of_music>.", 57],
    ["<start_of_music><start_of_music>", 16],
    ["<end_of_music>", 0],
  ])("refuses %s at %i", (text, at) => {
    expect(() => strict(text)).toThrow(TokenFormatError);
    expect(() => strict(text)).toThrow(expect.objectContaining({ at }));
  });
});

describe("unit: parseTokens, tolerant", () => {
  it("finds tracks in generated text and hands on the rest", () => {
    const text = "Try <start_of_music><|audio-2-4|> <|playlist-59|><end_of_music> <3 <|eot_id|>";
    expect(tolerant(text)).toEqual({
      tracks: [{ code: Uint16Array.of(59, 4), complete: true }],
      text: "Try   <3 <|eot_id|>",
      problems: [],
    });
  });

  it("says what it passed over", () => {
    expect(
      tolerant("<|playlist-7|><|playlist-8|><end_of_music><|mood-1|><start_of_music><|playlist-100|>"),
    ).toEqual({
      tracks: [
        { code: Uint16Array.of(7, 65_535), complete: false },
        { code: Uint16Array.of(8, 65_535), complete: false },
      ],
      text: "<|mood-1|><|playlist-100|>",
      problems: [
        { at: 0, token: "<|playlist-7|>", reason: "track incomplete" },
        { at: 14, token: "<|playlist-8|>", reason: "track incomplete" },
        { at: 28, token: "<end_of_music>", reason: "end without start" },
        { at: 42, token: "<|mood-1|>", reason: "not in the vocabulary" },
        { at: 68, token: "<|playlist-100|>", reason: "not in the vocabulary" },
        { at: 52, token: "<start_of_music>", reason: "block not closed" },
      ],
    });
  });
});

/** Text made of tokens, broken tokens and anything else. */
const piece = fc.oneof(
  fc.constantFrom(
    "<start_of_music>",
    "<end_of_music>",
    "<",
    "<|",
    "|>",
    "<|playlist-",
    "<start_of_mus",
    "-none|>",
    "🎸",
  ),
  fc.integer({ min: 0, max: 120 }).map((code) => `<|playlist-${code}|>`),
  fc.integer({ min: 0, max: 6 }).map((code) => `<|audio-2-${code}|>`),
  fc.string(),
);
const messyText = fc.array(piece, { maxLength: 20 }).map((pieces) => pieces.join(""));

function collected(pieces: ParsedPiece[]) {
  return {
    text: pieces.map((one) => (one.type === "text" ? one.text : "")).join(""),
    others: pieces.filter(({ type }) => type !== "text"),
  };
}

describe("relation: parsing", () => {
  it("gives back what was formatted, for any modality name and code", () => {
    const name = fc
      .stringMatching(/^[\p{Lu}\p{Ll}][\p{Ll}\d_-]{0,20}$/u)
      .map((text) => text.normalize("NFC"));
    const modality = fc.record({ name, clusters: fc.integer({ min: 1, max: 65_535 }), none: fc.boolean() });
    const vocabulary = fc.uniqueArray(modality, { selector: (one) => one.name, minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(vocabulary, fc.array(fc.nat()), (known, draws) => {
        const codes = draws.map((draw) =>
          Uint16Array.from(known, ({ clusters, none }, at) =>
            none && (draw + at) % 5 === 0 ? 65_535 : (draw + at * 7919) % clusters,
          ),
        );
        const text = codes
          .map((code) =>
            formatTokens(
              code,
              known.map((one) => one.name),
            ),
          )
          .join("");
        for (const mode of ["strict", "tolerant"] as const) {
          const parsed = parseTokens(text, { modalities: known, mode });
          expect(parsed.tracks.map(({ code }) => code)).toEqual(codes);
          expect(parsed.problems).toEqual([]);
        }
      }),
    );
  });

  it("does not depend on how the text is cut into chunks", () => {
    fc.assert(
      fc.property(messyText, fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }), (text, sizes) => {
        const whole = createTokenParser({ modalities, mode: "tolerant" });
        const cut = createTokenParser({ modalities, mode: "tolerant" });
        const pieces: ParsedPiece[] = [];
        for (let from = 0, turn = 0; from < text.length; turn++) {
          const size = sizes[turn % sizes.length]!;
          pieces.push(...cut.push(text.slice(from, from + size)));
          from += size;
        }
        expect(collected([...pieces, ...cut.end()])).toEqual(
          collected([...whole.push(text), ...whole.end()]),
        );
      }),
      { numRuns: 500 },
    );
  });

  it("tolerant keeps every character that is no token, and agrees with strict where strict reads", () => {
    fc.assert(
      fc.property(messyText, (text) => {
        const parsed = tolerant(text);
        const known = /<start_of_music>|<end_of_music>|<\|playlist-\d{1,2}\|>|<\|audio-2-(?:[0-4]|none)\|>/g;
        expect(parsed.text).toBe(text.replace(known, (token) => (/-0\d/.test(token) ? token : "")));
        expect(strictOrNothing(text) ?? parsed.tracks).toEqual(parsed.tracks);
      }),
      { numRuns: 500 },
    );
  });

  it("holds back no text that cannot become a token", () => {
    const parser = createTokenParser({ modalities, mode: "tolerant" });
    expect(parser.push("a <b <|x y <|playlist-1")).toEqual([{ type: "text", text: "a <b <|x y " }]);
    expect(parser.push("|")).toEqual([]);
    expect(parser.push(`-${"9".repeat(200)}`)).toEqual([
      { type: "text", text: `<|playlist-1|-${"9".repeat(200)}` },
    ]);
  });
});

function strictOrNothing(text: string) {
  try {
    return strict(text).tracks;
  } catch (error) {
    expect(error).toBeInstanceOf(TokenFormatError);
    return undefined;
  }
}

it("unit: tokens in text of a megabyte are read in one pass", () => {
  const tricky = "<".repeat(200_000) + "<|playlist-".repeat(40_000) + formatTokens([1, 2], names);
  expect(tolerant(tricky).tracks).toEqual([{ code: Uint16Array.of(1, 2), complete: true }]);
});
