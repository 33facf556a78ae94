import "@tensorflow/tfjs-backend-cpu";
import { expect, it } from "vitest";
import { fromArtifact } from "../artifact/from-artifact.ts";
import { toArtifact } from "../artifact/to-artifact.ts";
import { readNpyMatrix } from "../embeddings/matrices/npy-matrix.ts";
import python from "./__vectors__/codebooks.json" with { type: "json" };
import { inventedEmbeddings, trackNames } from "./fixtures/invented-catalogue.ts";
import { MusicTokenizer } from "./music-tokenizer.ts";

const trackIds = trackNames(0, 60);
const semantic = inventedEmbeddings(trackIds, { width: 4 });
const lyrics = inventedEmbeddings(trackIds, { width: 3, gap: 5 });
const embeddings = { semantic, lyrics };

it("relation: codebooks that are carried over give the codes that they gave where they were made", async () => {
  const fitted = await MusicTokenizer.fit({
    modalities: [
      { name: "semantic", embeddings: semantic, clusters: 8 },
      { name: "lyrics", embeddings: lyrics, clusters: 4 },
    ],
    trackIds,
  });
  const centroids = fitted.codebook("lyrics").centroids;
  const imported = await MusicTokenizer.fromCodebooks({
    codebooks: [
      { name: "semantic", rows: fitted.codebook("semantic").centroids, width: 4 },
      { name: "lyrics", rows: [0, 3, 6, 9].map((from) => [...centroids.subarray(from, from + 3)]) },
    ],
    embeddings,
    trackIds,
  });
  expect(imported.state.tracks).toEqual(fitted.state.tracks);
  expect(imported.codebook("lyrics")).toMatchObject({
    clusters: 4,
    iterations: 0,
    trainingRows: lyrics.ids.length,
  });
  expect(imported.codebook("semantic").inertia).toBeCloseTo(fitted.codebook("semantic").inertia, 9);
  const loaded = await fromArtifact(await toArtifact(imported));
  expect((await loaded.encode({ trackIds, embeddings })).codes).toEqual(fitted.codes);
});

const bytes = (text: string) => Uint8Array.from(Buffer.from(text, "base64"));

it.each(Object.entries(python.codebooks))(
  "parity: a codebook of %s gives the codes that it gives there",
  async (library, { npy, codes }) => {
    const matrix = readNpyMatrix("rows.npy", bytes(python.rows));
    const ids = trackNames(0, codes.length);
    const imported = await MusicTokenizer.fromCodebooks({
      codebooks: [{ name: "semantic", ...readNpyMatrix(`${library}.npy`, bytes(npy)) }],
      embeddings: { semantic: { ids, ...matrix } },
      trackIds: ids,
    });
    expect([...imported.codes]).toEqual(codes);
    expect(new Set(codes).size).toBe(8);
  },
);

it.each([
  [
    "a flat array without its width",
    [{ name: "semantic", rows: new Float32Array(8) }],
    { modality: "semantic" },
  ],
  [
    "a flat array that does not fit",
    [{ name: "semantic", rows: new Float32Array(7), width: 4 }],
    { modality: "semantic" },
  ],
  [
    "centroids of several widths",
    [{ name: "semantic", rows: [[1, 2, 3, 4], [1]] }],
    { modality: "semantic" },
  ],
  ["no centroid", [{ name: "semantic", rows: [] }], { modality: "semantic" }],
  ["NaN", [{ name: "semantic", rows: [[1, NaN, 3, 4]] }], { got: "NaN or infinity" }],
  [
    "another width than the embeddings'",
    [{ name: "semantic", rows: [[1, 2]] }],
    { modality: "semantic", expected: "width 2" },
  ],
  ["embeddings without a codebook", [{ name: "lyrics", rows: [[1, 2, 3]] }], { modality: "semantic" }],
])("unit: refuses %s", async (_, codebooks, fields) => {
  const importing = MusicTokenizer.fromCodebooks({ codebooks, embeddings: { semantic }, trackIds });
  await expect(importing).rejects.toMatchObject({
    name: "TokenizerInputError",
    ...fields,
  });
});
