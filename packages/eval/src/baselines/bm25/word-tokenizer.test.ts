import { describe, expect, it } from "vitest";
import vectors from "./__vectors__/tokenizer.json" with { type: "json" };
import { createSnowballStemmer } from "../../stemming/index.ts";
import type { SnowballLanguage } from "../../stemming/index.ts";
import { createWordTokenizer } from "./word-tokenizer.ts";

describe("unit: words", () => {
  it("are lower-case runs of letters, marks and digits in any script", () => {
    expect(createWordTokenizer()("Sigur Rós – Ágætis (1999), ﬁne 東京 don't")).toEqual(
      "sigur rós ágætis 1999 fine 東京 don t".split(" "),
    );
  });

  it("lose stopwords before they are stemmed", () => {
    const tokenize = createWordTokenizer({
      stopwords: ["the"],
      stem: (word) => word.replace(/s$/, ""),
      minimumLength: 2,
    });
    expect(tokenize("The Songs a thes")).toEqual(["song", "the"]);
  });
});

describe("parity: PyStemmer and bm25s", () => {
  it.each(Object.entries(vectors.stems))("stems in %s", (language, stems) => {
    const stem = createSnowballStemmer(language as SnowballLanguage);
    const words = Object.keys(stems);
    expect(Object.fromEntries(words.map((word) => [word, stem(word)]))).toEqual(stems);
  });

  it("tokens of texts, without stopwords and stemmed", () => {
    const tokenize = createWordTokenizer({
      stopwords: "english",
      minimumLength: 2,
      stem: createSnowballStemmer("english"),
    });
    expect(vectors.texts.map(tokenize)).toEqual(vectors.tokens);
  });
});
