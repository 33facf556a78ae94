import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { loadTokenizer } from "./tokenizer.ts";
import { TokenizerError } from "./tokenizer-error.ts";

const vectors = JSON.parse(readFileSync(new URL("__vectors__/byte-level.json", import.meta.url), "utf8")) as {
  tokenizer: { added_tokens: { id: number; content: string }[]; model: { vocab: Record<string, number> } };
  music: string[];
  extended: { added_tokens: unknown[] };
  texts: { text: string; ids: number[] }[];
  decoded: { ids: number[]; skipped: string; whole: string };
};

const tokenizer = loadTokenizer(vectors.tokenizer).addTokens(vectors.music);

describe("parity: Python tokenizers", () => {
  it.each(vectors.texts)("gives the ids of $text", ({ text, ids }) => {
    expect(tokenizer.encodeText(text)).toEqual(ids);
    expect(tokenizer.decode(ids)).toBe(text);
  });

  it("adds tokens as tokenizers does", () => {
    const { added_tokens } = tokenizer.toJSON() as { added_tokens: unknown[] };
    expect(added_tokens).toEqual(vectors.extended.added_tokens);
  });

  it("decodes with and without special tokens", () => {
    const { ids, skipped, whole } = vectors.decoded;
    expect(tokenizer.decode(ids)).toBe(skipped);
    expect(tokenizer.decode(Int32Array.from(ids), { skipSpecialTokens: false })).toBe(whole);
  });
});

/** Texts that a reader, or Unicode's own normalization, takes for the token. */
function lookAlikes(token: string): string[] {
  const fullWidth = token.replace(/[!-~]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0));
  const cyrillic = token.replaceAll("o", "\u043e").replaceAll("e", "\u0435").replaceAll("a", "\u0430");
  return [
    fullWidth,
    cyrillic,
    token.toUpperCase(),
    token.replace("<|", "<|\u200b"),
    token.replace("|>", "\u0338|>"),
    token.replaceAll("|", "\u2223"),
  ];
}

describe("relation: a user's text", () => {
  const specials = [...tokenizer.specialTokens.keys()];
  /** Special tokens whole, cut anywhere, nested in each other, misspelt, and any text between. */
  const special = fc.constantFrom(...specials);
  const cut = fc.tuple(special, fc.nat(25)).map(([token, end]) => token.slice(0, end));
  const nested = fc
    .tuple(special, special, fc.nat(25))
    .map(([outer, inner, at]) => outer.slice(0, at) + inner + outer.slice(at));
  const lookAlike = special.chain((token) => fc.constantFrom(...lookAlikes(token)));
  const text = fc
    .array(fc.oneof(special, cut, nested, lookAlike, fc.string({ unit: "grapheme" })), { maxLength: 8 })
    .map((parts) => parts.join(""));

  it("holds no special token for any of them typed alone, twice, or in the midst of itself", () => {
    for (const token of specials)
      for (let at = 0; at < token.length; at++) {
        const typed = token.slice(0, at) + token + token.slice(at);
        expect(tokenizer.encodeText(typed).filter((id) => tokenizer.isSpecial(id))).toEqual([]);
      }
  });

  it("never becomes a special token, and comes back as it was", () => {
    fc.assert(
      fc.property(text, (typed) => {
        const ids = tokenizer.encodeText(typed);
        expect(ids.filter((id) => tokenizer.isSpecial(id))).toEqual([]);
        expect(tokenizer.decode(ids)).toBe(typed);
      }),
      { numRuns: 500 },
    );
  });

  it.each(["NFKC", "NFC"])("is safe when the model normalizes it by %s to a special token", (type) => {
    const normalizing = loadTokenizer({ ...vectors.tokenizer, normalizer: { type } }).addTokens(
      vectors.music,
    );
    for (const token of specials)
      for (const typed of [token, ...lookAlikes(token)]) {
        const ids = normalizing.encodeText(typed);
        expect(ids.filter((id) => normalizing.isSpecial(id))).toEqual([]);
        expect(normalizing.decode(ids)).toBe(typed.normalize(type));
      }
  });

  it("is safe even if the model's own vocabulary and merges spell a special token", () => {
    const json = structuredClone(vectors.tokenizer) as unknown as {
      added_tokens: object[];
      model: { vocab: Record<string, number>; merges: [string, string][] };
    };
    const size = tokenizer.vocabSize;
    json.model.vocab["<|"] = size;
    json.model.vocab["<|>"] = size + 1;
    json.model.merges.push(["<", "|"], ["<|", ">"]);
    json.added_tokens.push({ ...json.added_tokens[0], id: size + 1, content: "<|>" });
    const spelling = loadTokenizer(json);
    expect(spelling.specialId("<|>")).toBe(size + 1);
    const ids = spelling.encodeText("<|>");
    expect(ids).not.toContain(size + 1);
    expect(spelling.decode(ids)).toBe("<|>");
  });
});

describe("unit: a megabyte of text", () => {
  it.each<[string, string]>([
    ["one word without a break", "the".repeat(340_000)],
    ["special tokens, typed", [...tokenizer.specialTokens.keys()].join("").repeat(7_000)],
  ])("is read in time and without a special token: %s", (_name, typed) => {
    // Merging that took the square of the length would not end before the test's own limit
    const ids = tokenizer.encodeText(typed);
    expect(ids.some((id) => tokenizer.isSpecial(id))).toBe(false);
    expect(tokenizer.decode(ids)).toBe(typed);
  });
});

describe("unit: Tokenizer", () => {
  it("numbers added tokens from the vocabulary's end", () => {
    const before = loadTokenizer(vectors.tokenizer);
    expect(tokenizer.vocabSize).toBe(before.vocabSize + vectors.music.length);
    expect(vectors.music.map((token) => tokenizer.specialId(token))).toEqual(
      vectors.music.map((_, index) => before.vocabSize + index),
    );
    expect(tokenizer.isSpecial(before.vocabSize)).toBe(true);
    expect(before.isSpecial(before.vocabSize)).toBe(false);
  });

  it("reads and writes nothing for nothing", () => {
    expect(tokenizer.encodeText("")).toEqual([]);
    expect(tokenizer.decode([])).toBe("");
    expect(tokenizer.decode([tokenizer.specialId("<|eot_id|>")])).toBe("");
  });

  it("names the token, id or field at fault", () => {
    expect(() => tokenizer.specialId("<|playlist-2|>")).toThrow(/"<|playlist-2|>" is not a special token/);
    expect(() => tokenizer.addTokens(["<|eot_id|>"])).toThrow(TokenizerError);
    expect(() => tokenizer.addTokens(["<|a|>", "<|a|>"])).toThrow(/exists already/);
    expect(() => tokenizer.decode([tokenizer.vocabSize])).toThrow(/has no token/);
    expect(() => tokenizer.decode([1.5])).toThrow(/id 1.5 has no token/);
    expect(() => loadTokenizer({ model: { type: "Unigram", vocab: [] }, added_tokens: [] })).toThrow(
      /model.vocab/,
    );
    expect(() => loadTokenizer(null)).toThrow(/model.vocab/);
    const clash = { ...vectors.tokenizer, added_tokens: [{ id: 3, content: "<|x|>", special: true }] };
    expect(() => loadTokenizer(clash)).toThrow(/has the id 3/);
  });
});
