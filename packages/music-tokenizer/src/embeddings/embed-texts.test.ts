import { describe, expect, it } from "vitest";
import { embedTexts } from "./embed-texts.ts";
import type { TextEmbedder } from "./text-embedder.ts";
import { trackTexts } from "./track-texts.ts";

/** One value a text: its length. */
const embedLength: TextEmbedder = async (texts) => ({
  rows: Float32Array.from(texts, (text) => text.length),
  width: 1,
});
const embedShort: TextEmbedder = async () => ({ rows: new Float32Array(1), width: 2 });

describe("trackTexts", () => {
  it("unit: words what a track sounds like, what it is, and what it says", () => {
    const track = {
      title: "Vibe Ace",
      artists: ["Kevin MacLeod", "A. Guest"],
      album: "Jazz Sampler",
      year: 2010,
      label: "001 Records",
      genre: "Jazz",
      tags: ["Instrumental", "Modern"],
      energy: 3 as const,
      lyrics: " la la ",
    };
    expect(trackTexts(track)).toEqual({
      semantic: "Jazz, Instrumental, Modern, energetic",
      metadata: "Vibe Ace by Kevin MacLeod, A. Guest from Jazz Sampler on 001 Records in 2010",
      lyrics: "la la",
    });
  });

  it("unit: says nothing where the track has nothing to say", () => {
    expect(trackTexts({ title: "Untitled", artists: [], tags: [] })).toEqual({
      semantic: undefined,
      metadata: "Untitled",
      lyrics: undefined,
    });
  });
});

describe("embedTexts", () => {
  it("unit: leaves out tracks without a text and keeps the order of the rest", async () => {
    const embeddings = await embedTexts({
      ids: ["a", "b", "c", "d"],
      texts: ["one", undefined, " ", "three"],
      embedder: embedLength,
    });
    expect(embeddings).toEqual({ ids: ["a", "d"], rows: new Float32Array([3, 5]), width: 1 });
  });

  it("unit: refuses ids without texts and an embedder that answers short", async () => {
    await expect(embedTexts({ ids: ["a"], texts: [], embedder: embedLength })).rejects.toThrow(/1 ids but 0/);
    await expect(embedTexts({ ids: ["a"], texts: ["x"], embedder: embedShort })).rejects.toThrow(
      /expected 2/,
    );
  });
});
