import { describe, expect, it } from "vitest";
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
