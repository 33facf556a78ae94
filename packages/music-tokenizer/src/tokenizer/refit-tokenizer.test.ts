import "@tensorflow/tfjs-backend-cpu";
import { describe, expect, it } from "vitest";
import { inventedEmbeddings, trackNames } from "./fixtures/invented-catalogue.ts";
import { MusicTokenizer } from "./music-tokenizer.ts";

const trackIds = trackNames(0, 110); // of 11 kinds
const semantic = inventedEmbeddings(trackIds, { width: 4 });
const modalities = [{ name: "semantic", embeddings: semantic, clusters: 11, levels: 2 }];
const tokenizer = await MusicTokenizer.fit({ modalities, trackIds, seed: 1 });

describe("relation: refit", () => {
  it("changes nothing when the catalogue has not changed, from the previous codebooks or afresh", async () => {
    for (const start of ["previous", "fresh"] as const) {
      const { tokenizer: again, changes } = await tokenizer.refit({
        trackIds,
        embeddings: { semantic },
        start,
      });
      expect(again.codes).toEqual(tokenizer.codes);
      expect(changes.map(({ name }) => name)).toEqual(["semantic", "semantic-2"]);
      expect(changes[0]).toMatchObject({ clusters: 11, stableClusters: 11, tracks: 110, sameCode: 110 });
      expect(Math.max(...changes[0]!.shifts)).toBeLessThan(1e-3 * changes[0]!.spread);
    }
  });

  it("keeps the ids of clusters that did not move when some did", async () => {
    // Kind 4 goes far away, and comes with ten more tracks.
    const grown = [...trackIds, ...trackNames(110, 121)];
    const embeddings = inventedEmbeddings(grown, { width: 4 });
    embeddings.ids.forEach((id, row) => {
      if (Number(id.slice(1)) % 11 === 4) embeddings.rows.fill(30, row * 4, row * 4 + 4);
    });
    for (const start of ["previous", "fresh"] as const) {
      const { tokenizer: grownTokenizer, changes } = await tokenizer.refit({
        trackIds: grown,
        embeddings: { semantic: embeddings },
        start,
      });
      const changed = trackIds.filter((id) => tokenizer.code(id)[0] !== grownTokenizer.code(id)[0]);
      expect(changed.length).toBeLessThanOrEqual(2); // between two clusters, from which means of more tracks take it
      const moved = tokenizer.code("t4")[0]!;
      expect(changes[0]!.shifts[moved]).toBeGreaterThan(50);
      expect([...changes[0]!.shifts.keys()].filter((id) => changes[0]!.shifts[id]! > 0.2)).toEqual([moved]);
      expect(grownTokenizer.code("t114")[0]).toBe(grownTokenizer.code("t4")[0]);
    }
  });

  it("gives further clusters the ids behind the old ones", async () => {
    const one = [
      { name: "semantic", embeddings: inventedEmbeddings(trackIds, { width: 4, kinds: 5 }), clusters: 5 },
    ];
    const small = await MusicTokenizer.fit({ modalities: one, trackIds, seed: 1 });
    const grown = [...trackIds, ...trackNames(200, 220)];
    const embeddings = inventedEmbeddings(grown, { width: 4, kinds: 5 });
    embeddings.rows.fill(50, 110 * 4);
    const { tokenizer: larger, changes } = await small.refit({
      trackIds: grown,
      embeddings: { semantic: embeddings },
      start: "fresh",
      clusters: { semantic: 6 },
    });
    expect(larger.code("t205")[0]).toBe(5);
    expect(changes[0]).toMatchObject({ clusters: 6, sameCode: 110 });
    expect(changes[0]!.shifts).toHaveLength(5);
    expect(larger.vocabulary.slice(0, small.vocabulary.length)).toEqual(small.vocabulary);
  });
});

describe("unit: refit refuses", () => {
  it.each([
    ["a modality that is not there", { embeddings: { semantic, mood: semantic } }, { modality: "mood" }],
    ["a modality left out", { embeddings: {} }, { modality: "semantic" }],
    ["fewer clusters", { clusters: { semantic: 10 }, start: "fresh" as const }, { got: "10" }],
    ["more clusters without a fresh start", { clusters: { semantic: 12 } }, { got: "12" }],
  ])("%s", async (_, changed, fields) => {
    const refitting = tokenizer.refit({ trackIds, embeddings: { semantic }, ...changed });
    await expect(refitting).rejects.toMatchObject({ name: "TokenizerInputError", ...fields });
  });
});
