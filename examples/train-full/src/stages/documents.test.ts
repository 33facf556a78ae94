import { createMusicVocabulary } from "@talkplay-examples/talkplay";
import type { ConversationRenderer } from "@talkplay-examples/talkplay";
import { describe, expect, it } from "vitest";
import { sizes } from "../command/sizes.ts";
import type { ExperimentData } from "../data/experiment-data.ts";
import { trainingDocuments } from "./documents.ts";

const [startOfMusic, tiny] = [1001, sizes.tiny!] as const;
const trackIds = ["t0", "t1", "t2"];
const renderer: ConversationRenderer = {
  tokenizer: {
    encodeText: (text) => Array.from(text, (character) => character.codePointAt(0) as number),
    specialId: () => 1000,
  },
  vocabulary: createMusicVocabulary({
    tokens: ["start", "end", "a-0"],
    modalities: ["a"],
    clusters: [1],
    idOf: (token) => startOfMusic + ["start", "end", "a-0"].indexOf(token),
  }),
  codeOf: () => [0],
};
const data: ExperimentData = {
  name: "three tracks",
  source: "this test",
  tracks: trackIds.map((id) => ({ id, title: `title of ${id}`, artists: [] })),
  playlists: [{ id: "p", title: "p", modifiedAt: 0, trackIds }],
  training: {
    written: [{ id: "w", turns: [{ query: "written", trackId: "t0", response: "yes" }] }],
    simulated: [{ id: "s", turns: [{ query: "simulated", trackId: "t1", response: "yes" }] }],
  },
  validation: [],
  tests: [],
  modalities: ["a"],
};
const documentsOf = (seed: number) =>
  trainingDocuments({
    data,
    warm: new Set(["t1"]),
    renderer,
    size: { ...tiny, writtenRepeats: 3, besides: { facts: 2, playlists: 0.5 } },
    seed,
  });
const texts = (documents: { ids: ArrayLike<number> }[]) =>
  documents.map(({ ids }) => String.fromCodePoint(...Array.from(ids)));

describe("unit: trainingDocuments", () => {
  it("mixes conversations, written ones repeated, with continuations and warm tracks' facts in the size's shares", () => {
    const documents = documentsOf(1)(0);
    const counted = (word: string) => texts(documents).filter((text) => text.includes(word)).length;
    expect(counted("written")).toBe(3);
    expect(counted("simulated")).toBe(1);
    expect(documents.filter(({ group }) => group === "playlist")).toHaveLength(2);
    expect(counted("title of t1")).toBe(8);
    expect(documents).toHaveLength(3 + 1 + 2 + 8);
  });

  it("depends on the seed and the epoch alone", () => {
    expect(texts(documentsOf(1)(3))).toEqual(texts(documentsOf(1)(3)));
    expect(texts(documentsOf(1)(3))).not.toEqual(texts(documentsOf(1)(4)));
    expect(texts(documentsOf(1)(3))).not.toEqual(texts(documentsOf(2)(3)));
  });
});
