import "@tensorflow/tfjs-backend-cpu";
import { expect, it } from "vitest";
import { inventedEmbeddings, trackNames } from "./fixtures/invented-catalogue.ts";
import { MusicTokenizer } from "./music-tokenizer.ts";

const line = (points: Record<string, number>) => ({
  ids: Object.keys(points),
  rows: Float32Array.from(Object.values(points)),
  width: 1,
});

it("unit: drift is the distortion of the new tracks over that of the old", async () => {
  const old = { a: 0, b: 2, c: 10, d: 12 }; // around 1 and 11: all 1 away
  const tokenizer = await MusicTokenizer.fit({
    modalities: [{ name: "audio", embeddings: line(old), clusters: 2 }],
    trackIds: Object.keys(old),
  });
  const fresh = { x: 1, y: 4 }; // 0 and 3 away, both in one cluster
  const encoded = await tokenizer.encode({ trackIds: ["x", "y"], embeddings: { audio: line(fresh) } });
  const [drift] = tokenizer.drift(encoded);
  expect(drift).toMatchObject({ name: "audio", tracks: 4, newTracks: 2, distortion: 1, newDistortion: 4.5 });
  expect(drift).toMatchObject({ ratio: 4.5, outlierShare: 0.5 });
  // p = (½, ½), q = (1, 0): ½ (½ log₂(½ / ¾) + ½ log₂(½ / ¼)) + ½ log₂(1 / ¾)
  expect(drift!.divergence).toBeCloseTo(0.5 * (0.5 * Math.log2(2 / 3) + 0.5) + 0.5 * Math.log2(4 / 3), 12);
});

it("relation: none against the training tracks themselves, and it grows with the distance", async () => {
  const trackIds = trackNames(0, 110);
  const audio = inventedEmbeddings(trackIds, { width: 4 });
  const tokenizer = await MusicTokenizer.fit({
    modalities: [{ name: "audio", embeddings: audio, clusters: 11 }],
    trackIds,
  });
  const [none] = tokenizer.drift(tokenizer.state.tracks);
  expect(none).toMatchObject({ ratio: 1, divergence: 0 });
  expect(none!.outlierShare).toBeLessThanOrEqual(0.05);
  const ratios = [];
  for (const shift of [0, 0.3, 0.6]) {
    const moved = inventedEmbeddings(trackNames(110, 220), { width: 4, shift });
    const encoded = await tokenizer.encode({ trackIds: moved.ids, embeddings: { audio: moved } });
    ratios.push(tokenizer.drift(encoded)[0]!.ratio);
  }
  expect(ratios[0]).toBeLessThan(1.3);
  expect(ratios[1]! > 2 * ratios[0]! && ratios[2]! > 2 * ratios[1]!).toBe(true);
});

it("unit: imputed codes are no evidence", async () => {
  const trackIds = trackNames(0, 60);
  const tokenizer = await MusicTokenizer.fit({
    modalities: [
      { name: "audio", embeddings: inventedEmbeddings(trackIds, { width: 4 }), clusters: 11 },
      { name: "lyrics", embeddings: inventedEmbeddings(trackIds, { width: 3, gap: 4 }), clusters: 5 },
    ],
    trackIds,
  });
  const fresh = inventedEmbeddings(trackNames(60, 70), { width: 4 });
  const drift = tokenizer.drift(
    await tokenizer.encode({ trackIds: fresh.ids, embeddings: { audio: fresh } }),
  );
  expect(drift.map(({ tracks, newTracks }) => [tracks, newTracks])).toEqual([
    [60, 10],
    [45, 0],
  ]);
  expect(drift[1]!.ratio).toBeNaN();
});
