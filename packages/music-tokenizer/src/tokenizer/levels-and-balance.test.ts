import "@tensorflow/tfjs-backend-cpu";
import { describe, expect, it } from "vitest";
import { fromArtifact } from "../artifact/from-artifact.ts";
import { toArtifact } from "../artifact/to-artifact.ts";
import { inventedEmbeddings, trackNames } from "./fixtures/invented-catalogue.ts";
import { MusicTokenizer } from "./music-tokenizer.ts";

const trackIds = trackNames(0, 150);
const semantic = inventedEmbeddings(trackIds, { width: 4, gap: 9 });
const lyrics = inventedEmbeddings(trackIds, { width: 3, kinds: 7 });

describe("relation: a modality of several levels", async () => {
  const tokenizer = await MusicTokenizer.fit({
    modalities: [
      { name: "semantic", embeddings: semantic, clusters: 5, levels: 3 },
      { name: "lyrics", embeddings: lyrics, clusters: 6 },
    ],
    trackIds,
    trainingIds: trackIds.slice(0, 120),
    seed: 1,
  });

  it("has a token a level, the later ones of what the earlier leave over", () => {
    expect(tokenizer.modalities.map(({ name }) => name)).toEqual([
      "semantic",
      "semantic-2",
      "semantic-3",
      "lyrics",
    ]);
    expect(tokenizer.tokenText("t1")).toMatch(
      /<\|semantic-\d\|><\|semantic-2-\d\|><\|semantic-3-\d\|><\|lyrics-\d\|>/,
    );
    expect(tokenizer.decode(tokenizer.tokenText("t1"))).toEqual([tokenizer.code("t1")]);
    const left = semantic.rows.subarray(4, 8).slice();
    for (const [at, level] of ["semantic", "semantic-2", "semantic-3"].entries()) {
      const { centroids } = tokenizer.codebook(level);
      const code = tokenizer.code(semantic.ids[1]!)[at]!;
      left.forEach((value, column) => (left[column] = value - centroids[code * 4 + column]!));
    }
    const row = tokenizer.ids.indexOf(semantic.ids[1]!);
    expect(tokenizer.state.tracks.distances[row * 4 + 2]).toBeCloseTo(Math.hypot(...left), 5);
  });

  it("tells more tracks apart than one level, imputes all levels at once, and encodes and loads as it was fitted", async () => {
    const inertias = tokenizer.state.codebooks.slice(0, 3).map(({ inertia }) => inertia);
    expect(inertias[0]! > inertias[1]! && inertias[1]! > inertias[2]!).toBe(true);
    const gap = tokenizer.ids.findIndex((id) => !semantic.ids.includes(id));
    expect([...tokenizer.imputed.subarray(gap * 4, gap * 4 + 4)]).toEqual([1, 1, 1, 0]);
    const loaded = await fromArtifact(await toArtifact(tokenizer));
    expect(await loaded.encode({ trackIds, embeddings: { semantic, lyrics } })).toEqual(
      tokenizer.state.tracks,
    );
    const files = await toArtifact(loaded);
    expect([...files.keys()].filter((file) => file.startsWith("training-tracks"))).toHaveLength(2);
  });

  it("takes embeddings of the modality only", async () => {
    const encoding = tokenizer.encode({ trackIds: ["t1"], embeddings: { "semantic-2": semantic } });
    await expect(encoding).rejects.toMatchObject({ modality: "semantic-2" });
    const modalities = [
      { name: "a", embeddings: semantic, clusters: 2, levels: 2 },
      { name: "a-2", embeddings: lyrics, clusters: 2 },
    ];
    await expect(MusicTokenizer.fit({ modalities, trackIds })).rejects.toMatchObject({ modality: "a-2" });
    const half = [{ name: "a", embeddings: semantic, clusters: 2, levels: 1.5 }];
    await expect(MusicTokenizer.fit({ modalities: half, trackIds })).rejects.toMatchObject({ got: "1.5" });
  });
});

describe("relation: balanced codebooks", () => {
  it("hold no cluster above the bound, and their penalties are saved", async () => {
    // 150 tracks of one kind in three: unbounded, the two clusters that share it are uneven.
    const embeddings = inventedEmbeddings(trackIds, { width: 2, kinds: 4 });
    const modalities = [{ name: "audio", embeddings, clusters: 6 }];
    const free = await MusicTokenizer.fit({ modalities, trackIds, seed: 1 });
    const balanced = await MusicTokenizer.fit({ modalities, trackIds, seed: 1, balance: 1.2 });
    expect(free.report().modalities[0]!.largestCluster).toBeGreaterThan(30);
    expect(balanced.report().modalities[0]!.largestCluster).toBeLessThanOrEqual(30);
    const loaded = await fromArtifact(await toArtifact(balanced));
    expect(loaded.state.codebooks[0]!.penalties).toEqual(balanced.codebook("audio").penalties);
    expect((await loaded.encode({ trackIds, embeddings: { audio: embeddings } })).codes).toEqual(
      balanced.codes,
    );
    await expect(MusicTokenizer.fit({ modalities, trackIds, balance: 0.5 })).rejects.toMatchObject({
      got: "0.5",
    });
  });
});
