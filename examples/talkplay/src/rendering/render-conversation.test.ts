import { describe, expect, it } from "vitest";
import { createMusicVocabulary } from "../music-tokens/music-vocabulary.ts";
import { renderConversation, renderPrompt } from "./render-conversation.ts";
import type { ConversationRenderer } from "./render-conversation.ts";
import { renderPlaylist } from "./render-playlist.ts";

const special = [
  "<|begin_of_text|>",
  "<|start_header_id|>",
  "<|end_header_id|>",
  "<|eot_id|>",
  "<start_of_music>",
  "<end_of_music>",
  "<|a-0|>",
  "<|a-1|>",
];

/** A tokenizer of characters: special tokens are 1000 and up. */
const renderer: ConversationRenderer = {
  tokenizer: {
    encodeText: (text) => Array.from(text, (character) => character.codePointAt(0) as number),
    specialId: (token) => 1000 + special.indexOf(token),
  },
  vocabulary: createMusicVocabulary({
    tokens: special.slice(4),
    modalities: ["a"],
    clusters: [2],
    idOf: (token) => 1000 + special.indexOf(token),
  }),
  codeOf: (trackId) => [trackId === "t1" ? 1 : 0],
};

const turns = [
  { query: "hi", trackId: "t0", response: "ok" },
  { query: "no", trackId: "t1", response: "so" },
];

function spell(ids: ArrayLike<number>): string {
  return Array.from(ids, (id) => (id >= 1000 ? special[id - 1000] : String.fromCodePoint(id))).join("");
}

const turnText = (query: string, cluster: number, response: string) =>
  `<|start_header_id|>user<|end_header_id|>\n\n${query}<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\n` +
  `<start_of_music><|a-${cluster}|><end_of_music>${response}<|eot_id|>`;

describe("unit: renderConversation", () => {
  it("puts music before the response and learns answers only", () => {
    const [document, ...rest] = renderConversation(renderer, { turns, maxTokens: 200 });
    expect(rest).toEqual([]);
    expect(spell(document!.ids)).toBe(
      `<|begin_of_text|>${turnText("hi", 0, "ok")}${turnText("no", 1, "so")}`,
    );
    const learnt = spell(document!.ids.filter((_, place) => document!.weights[place] === 1));
    expect(learnt).toBe(
      "<start_of_music><|a-0|><end_of_music>ok<|eot_id|><start_of_music><|a-1|><end_of_music>so<|eot_id|>",
    );
  });

  it("weighs responses beside the music as asked", () => {
    const [document] = renderConversation(renderer, { turns, maxTokens: 200, responseWeight: 0.5 });
    const of = (weight: number) =>
      spell(document!.ids.filter((_, place) => document!.weights[place] === weight));
    expect(of(1)).toBe("<start_of_music><|a-0|><end_of_music><start_of_music><|a-1|><end_of_music>");
    expect(of(0.5)).toBe("ok<|eot_id|>so<|eot_id|>");
  });

  it("goes on in a second document where one is full, and learns each answer once", () => {
    const whole = renderConversation(renderer, { turns, maxTokens: 200 });
    const length = (whole[0]!.ids.length - 1) / 2;
    const documents = renderConversation(renderer, {
      turns: [...turns, ...turns],
      maxTokens: 3 * length + 1,
    });
    expect(documents).toHaveLength(2);
    expect(documents.every(({ ids }) => ids.length <= 3 * length + 1)).toBe(true);
    const learnt = documents.map(({ ids, weights }) => spell(ids.filter((_, place) => weights[place] === 1)));
    expect(learnt.join("").split("<|eot_id|>")).toHaveLength(5);
    expect(spell(documents[1]!.ids).startsWith(`<|begin_of_text|>${turnText("no", 1, "so")}`)).toBe(true);
  });

  it("refuses a turn that is longer than the context", () => {
    expect(() => renderConversation(renderer, { turns, maxTokens: 10 })).toThrow(/turn 1 is \d+ tokens long/);
  });
});

describe("relation: renderPrompt", () => {
  it("is what the training document says up to start of music", () => {
    const [document] = renderConversation(renderer, { turns, maxTokens: 200 });
    const prompt = renderPrompt(renderer, { history: turns.slice(0, 1), query: "no", maxTokens: 200 });
    expect(spell(document!.ids).startsWith(spell(prompt))).toBe(true);
    expect(spell(prompt).endsWith("<start_of_music>")).toBe(true);
  });

  it("leaves out the oldest turns when the context is short", () => {
    const full = renderPrompt(renderer, { history: turns, query: "no", maxTokens: 300 });
    const short = renderPrompt(renderer, { history: turns, query: "no", maxTokens: full.length - 1 });
    expect(spell(short)).not.toContain("hi");
    expect(spell(short)).toContain("so");
    expect(spell(short).startsWith("<|begin_of_text|>")).toBe(true);
  });
});

describe("unit: renderPlaylist", () => {
  it("learns the continuation only", () => {
    const { ids, weights, group } = renderPlaylist(renderer, {
      title: "mix",
      trackIds: ["t0", "t1"],
      known: 1,
    });
    expect(group).toBe("playlist");
    expect(spell(ids)).toBe(
      "<|begin_of_text|>mix<start_of_music><|a-0|><end_of_music><start_of_music><|a-1|><end_of_music>",
    );
    expect(spell(ids.filter((_, place) => weights[place] === 1))).toBe(
      "<start_of_music><|a-1|><end_of_music>",
    );
  });
});
