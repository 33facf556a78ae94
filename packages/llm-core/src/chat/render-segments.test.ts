import fc from "fast-check";
import { describe, expect, it } from "vitest";
import vectors from "../tokenizer/__vectors__/byte-level.json";
import { loadTokenizer } from "../tokenizer/tokenizer.ts";
import { llama3Segments } from "./llama3-template.ts";
import { renderSegments } from "./render-segments.ts";

const tokenizer = loadTokenizer(vectors.tokenizer).addTokens(vectors.music);
const special = fc.constantFrom(...tokenizer.specialTokens.keys());

describe("relation: a conversation with any text in it", () => {
  /** Special tokens, letters that look like theirs, and any text between. */
  const fullWidth = special.map((token) =>
    token.replaceAll(/[!-~]/g, (letter) => String.fromCodePoint(letter.codePointAt(0)! + 0xfee0)),
  );
  const text = fc
    .array(fc.oneof(special, fullWidth, fc.string({ unit: "grapheme" })), { maxLength: 5 })
    .map((parts) => parts.join(""));
  /** One special token cut in two at any place: the halves lie side by side in segments of their own. */
  const halves = fc
    .tuple(special, fc.nat(25))
    .map(([token, at]) => [{ text: token.slice(0, at) }, { text: token.slice(at) }]);

  it("holds the control and music tokens of its special segments, and no other", () => {
    fc.assert(
      fc.property(text, text, halves, special, (system, user, split, music) => {
        const segments = llama3Segments([
          { role: "system", content: system },
          { role: "user", content: user },
          { role: "assistant", content: [...split, { special: music }, { text: user }] },
          { role: "user", content: split },
        ]);
        const { ids } = renderSegments(tokenizer, segments);
        const meant = segments.flatMap((segment) =>
          "special" in segment ? [tokenizer.specialId(segment.special)] : [],
        );
        expect([...ids].filter((id) => tokenizer.isSpecial(id))).toEqual(meant);
      }),
      { numRuns: 200, seed: 1 },
    );
  });
});
