import { describe, expect, it } from "vitest";
import { createMusicVocabulary } from "../music-tokens/music-vocabulary.ts";
import { renderFacts } from "./render-facts.ts";

const special =
  "<|begin_of_text|> <|start_header_id|> <|end_header_id|> <|eot_id|> <start_of_music> <end_of_music> <|a-0|>".split(
    " ",
  );
const idOf = (token: string) => 1000 + special.indexOf(token);
const renderer = {
  tokenizer: {
    encodeText: (text: string) => Array.from(text, (character) => character.codePointAt(0) as number),
    specialId: idOf,
  },
  vocabulary: createMusicVocabulary({ tokens: special.slice(4), modalities: ["a"], clusters: [1], idOf }),
  codeOf: () => [0],
};
const track = { id: "t", title: "Rain", artists: ["Ada"], year: 2001 };

function spell(ids: ArrayLike<number>): string {
  return Array.from(ids, (id) => (id >= 1000 ? special[id - 1000] : String.fromCodePoint(id))).join("");
}

describe("unit: renderFacts", () => {
  it.each([
    [[0, 0], "Rain"],
    [[0.4, 0.99, 0], "2001, Rain"],
    [[0.99, 0, 0, 0], "Rain, Ada, 2001"],
  ])("draws %j: asks for %s and learns the track's tokens alone", (draws, query) => {
    const left = [...draws];
    const [document, ...rest] = renderFacts(renderer, {
      track,
      maxTokens: 200,
      random: () => left.shift() as number,
    });
    expect(rest).toEqual([]);
    expect(left).toEqual([]);
    expect(spell(document!.ids)).toContain(`user<|end_header_id|>\n\n${query}<|eot_id|>`);
    expect(spell(document!.ids.filter((_, place) => document!.weights[place] === 1))).toBe(
      "<start_of_music><|a-0|><end_of_music><|eot_id|>",
    );
  });
});
