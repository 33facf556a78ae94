import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import { describe, expect, it } from "vitest";
import type { Embeddings } from "../embeddings/embeddings.ts";
import { ModalityError } from "../tokens/modality.ts";
import { TokenFormatError } from "../tokens/token-format-error.ts";
import type { TokenizerProgress } from "./encode-tracks.ts";
import { MusicTokenizer } from "./music-tokenizer.ts";
import { MissingModalityError, TokenizerInputError } from "./tokenizer-input-error.ts";

function embeddings(rows: Record<string, number[]>): Embeddings {
  const values = Object.values(rows);
  return { ids: Object.keys(rows), rows: Float32Array.from(values.flat()), width: values[0]?.length ?? 1 };
}

/** Invented but fixed embeddings of `trackIds`, of which every `gap`-th is missing. */
function invented(trackIds: string[], width: number, gap = Infinity): Embeddings {
  const ids = trackIds.filter((_, track) => (track + width) % gap !== 0);
  const rows = Float32Array.from(
    ids.flatMap((id) => {
      const track = Number(id.slice(1));
      return Array.from(
        { length: width },
        (_, at) => Math.sin((track % 11) * 7.1 + at) + 0.1 * Math.sin(track * 3.7 * (at + width)),
      );
    }),
  );
  return { ids, rows, width };
}

const trackIds = Array.from({ length: 120 }, (_, track) => `t${track}`);
const modalities = [
  { name: "playlist", embeddings: invented(trackIds, 4, 7), clusters: 9 },
  { name: "semantic", embeddings: invented(trackIds, 6), clusters: 8 },
  { name: "lyrics", embeddings: invented(trackIds, 3, 5), clusters: 5 },
];
const options = { modalities, trackIds, trainingIds: trackIds.slice(0, 100), seed: 1 };

describe("unit: MusicTokenizer.fit", () => {
  it("imputes the mean of the nearest training tracks by the modalities that a track has", async () => {
    const tokenizer = await MusicTokenizer.fit({
      modalities: [
        { name: "playlist", embeddings: embeddings({ a: [0], b: [2], c: [90], d: [100] }), clusters: 4 },
        {
          name: "semantic",
          embeddings: embeddings({
            a: [1, 0.1],
            b: [1, -0.1],
            c: [0, 1],
            d: [-1, 0],
            x: [5, 0],
            y: [-3, 0.1],
          }),
          clusters: 2,
        },
      ],
      trackIds: ["a", "b", "c", "d", "x", "y"],
      trainingIds: ["a", "b", "c", "d"],
      neighbours: 2,
      seed: 1,
    });
    // x is nearest to a and b: (0 + 2) / 2 = 1, as far from 0 as from 2: the lower of the two ids; y: (100 + 90) / 2
    const { centroids } = tokenizer.codebook("playlist");
    const lower = (one: number, other: number) => Math.min(centroids.indexOf(one), centroids.indexOf(other));
    expect(tokenizer.code("x")[0]).toBe(lower(0, 2));
    expect(tokenizer.code("y")[0]).toBe(lower(90, 100));
    expect([...tokenizer.imputed]).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1, 0]);
    expect(tokenizer.state.tracks.distances[8]).toBe(1);
    expect(tokenizer.state.tracks.distances[10]).toBe(5);
  });

  it("gives missing modalities a token of their own, or refuses them", async () => {
    const given = { ...options, modalities: modalities.slice(0, 2) };
    const tokenizer = await MusicTokenizer.fit({ ...given, missing: "none-token" });
    expect(tokenizer.code("t3")[0]).toBe(65_535);
    expect(tokenizer.tokenText("t3")).toMatch(
      /^<start_of_music><\|playlist-none\|><\|semantic-\d\|><end_of_music>$/,
    );
    expect(tokenizer.vocabulary).toContain("<|playlist-none|>");
    expect(tokenizer.decode(tokenizer.tokenText("t3"))).toEqual([tokenizer.code("t3")]);
    expect(tokenizer.imputed.every((one) => one === 0)).toBe(true);
    const refused = MusicTokenizer.fit({ ...given, missing: "error" });
    await expect(refused).rejects.toThrow(MissingModalityError);
    await expect(refused).rejects.toMatchObject({ track: "t3", modality: "playlist" });
  });

  it("takes one modality of one cluster", async () => {
    const one = [{ name: "audio", embeddings: invented(trackIds, 2), clusters: 1 }];
    const tokenizer = await MusicTokenizer.fit({ modalities: one, trackIds, seed: 1 });
    expect(tokenizer.codes).toEqual(new Uint16Array(120));
  });

  it.each([
    [
      "more clusters than tracks",
      { clusters: 101, modalities: [{ ...modalities[1]!, clusters: undefined }] },
      { modality: "semantic", got: "101" },
    ],
    ["a track given twice", { trackIds: ["t1", "t1"] }, { track: "t1" }],
    ["no track", { trackIds: [] }, { got: "none" }],
    ["an unknown training track", { trainingIds: ["t1", "u"] }, { track: "u" }],
    ["no neighbour", { neighbours: 0 }, { got: "0" }],
    [
      "an id embedded twice",
      { modalities: [{ name: "a", embeddings: { ids: ["t1", "t1"], rows: new Float32Array(2), width: 1 } }] },
      { modality: "a", track: "t1" },
    ],
    [
      "rows that do not fit",
      { modalities: [{ name: "a", embeddings: { ids: ["t1"], rows: new Float32Array(3), width: 2 } }] },
      { modality: "a" },
    ],
    [
      "a value that is not finite",
      { modalities: [{ name: "a", embeddings: embeddings({ t1: [1, 2], t2: [3, NaN] }) }] },
      { modality: "a", track: "t2" },
    ],
    [
      "a row without direction",
      {
        spherical: true,
        modalities: [{ name: "a", embeddings: embeddings({ t1: [1, 2], t2: [0, 0] }), clusters: 1 }],
      },
      { modality: "a", track: "t2" },
    ],
  ])("refuses %s", async (_, changed, fields) => {
    const fitting = MusicTokenizer.fit({ ...options, ...changed });
    await expect(fitting).rejects.toThrow(TokenizerInputError);
    await expect(fitting).rejects.toMatchObject(fields);
  });

  it("refuses modalities that cannot have tokens, and tracks that nothing is known of", async () => {
    const twice = [modalities[0]!, modalities[0]!];
    await expect(MusicTokenizer.fit({ ...options, modalities: twice })).rejects.toThrow(ModalityError);
    const unknown = MusicTokenizer.fit({ ...options, trackIds: [...trackIds, "u"] });
    await expect(unknown).rejects.toMatchObject({
      name: "MissingModalityError",
      track: "u",
      modality: "playlist",
    });
  });

  it("reports every stage, stops when aborted, and leaves no tensor behind", async () => {
    const before = tf.memory().numTensors;
    const seen: TokenizerProgress[] = [];
    await MusicTokenizer.fit({ ...options, onProgress: (progress) => seen.push(progress) });
    const stages = seen.filter(({ modality }) => modality === "lyrics").map(({ stage }) => stage);
    expect([...new Set(stages)]).toEqual(["seeding", "iteration", "impute", "encode"]);
    const controller = new AbortController();
    const aborted = MusicTokenizer.fit({
      ...options,
      signal: controller.signal,
      onProgress: ({ stage }) => stage === "impute" && controller.abort(new Error("enough")),
    });
    await expect(aborted).rejects.toThrow("enough");
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe("unit: MusicTokenizer", async () => {
  const tokenizer = await MusicTokenizer.fit(options);
  const encode = (given: Record<string, Embeddings>) =>
    tokenizer.encode({ trackIds: ["n"], embeddings: given });

  it("decodes token text and token ids", () => {
    const text = tokenizer.tokenText("t5");
    const ids = text.match(/<[^<>]+>/g)!.map((token) => 1000 + tokenizer.vocabulary.indexOf(token));
    expect(tokenizer.decode(text)).toEqual([tokenizer.code("t5")]);
    expect(tokenizer.decode(ids, { firstTokenId: 1000 })).toEqual([tokenizer.code("t5")]);
    expect(tokenizer.decode([3, ...ids, 9999], { firstTokenId: 1000, mode: "tolerant" })).toEqual([
      tokenizer.code("t5"),
    ]);
    const outside = () => tokenizer.decode([1000, 3], { firstTokenId: 1000 });
    expect(outside).toThrow(TokenFormatError);
    expect(outside).toThrow(expect.objectContaining({ at: 1, got: "3" }));
  });

  it("refuses tracks and modalities that it does not have", async () => {
    expect(() => tokenizer.code("u")).toThrow(expect.objectContaining({ track: "u" }));
    expect(() => tokenizer.codebook("mood")).toThrow(expect.objectContaining({ modality: "mood" }));
    await expect(encode({ mood: embeddings({ n: [1] }) })).rejects.toMatchObject({ modality: "mood" });
    await expect(encode({ lyrics: embeddings({ n: [1] }) })).rejects.toMatchObject({
      modality: "lyrics",
      got: "1",
    });
    await expect(encode({})).rejects.toMatchObject({ track: "n", name: "MissingModalityError" });
  });
});

describe("relation: MusicTokenizer", async () => {
  const tokenizer = await MusicTokenizer.fit(options);
  const given = Object.fromEntries(modalities.map((one) => [one.name, one.embeddings]));

  it("encodes tracks against its codebooks as it did when it was fitted, in any order and company", async () => {
    expect(await tokenizer.encode({ trackIds, embeddings: given })).toEqual(tokenizer.state.tracks);
    const some = ["t110", "t3", "t40"];
    const { codes, imputed } = await tokenizer.encode({ trackIds: some, embeddings: given, blockBytes: 64 });
    expect(codes).toEqual(Uint16Array.from(some.flatMap((id) => [...tokenizer.code(id)])));
    expect(imputed).toEqual(
      Uint8Array.from(
        some.flatMap((id) => [
          ...tokenizer.imputed.subarray(3 * Number(id.slice(1)), 3 * Number(id.slice(1)) + 3),
        ]),
      ),
    );
  });

  it("encodes, refits, imports its own codebooks and reports without leaving a tensor behind", async () => {
    const before = tf.memory().numTensors;
    await tokenizer.encode({ trackIds: ["t3", "t40"], embeddings: given });
    await tokenizer.refit({ trackIds, embeddings: given });
    const codebooks = tokenizer.state.codebooks.map(({ name, centroids: rows, width }) => ({
      name,
      rows,
      width,
    }));
    await MusicTokenizer.fromCodebooks({ codebooks, embeddings: given, trackIds });
    tokenizer.report();
    const levels = modalities.map((modality) => ({ ...modality, levels: 2 }));
    await MusicTokenizer.fit({ ...options, modalities: levels });
    expect(tf.memory().numTensors).toBe(before);
  });

  it("does not depend on the block size", async () => {
    expect((await MusicTokenizer.fit({ ...options, blockBytes: 200 })).state).toEqual(tokenizer.state);
  });

  it("learns nothing from tracks outside the training set", async () => {
    const changed = modalities.map((modality) => {
      const rows = modality.embeddings.rows.slice();
      modality.embeddings.ids.forEach((id, row) => {
        if (Number(id.slice(1)) >= 100)
          rows.fill(50, row * modality.embeddings.width, (row + 1) * modality.embeddings.width);
      });
      return { ...modality, embeddings: { ...modality.embeddings, rows } };
    });
    const other = await MusicTokenizer.fit({ ...options, modalities: changed });
    expect(other.state.codebooks).toEqual(tokenizer.state.codebooks);
    expect(other.codes.subarray(0, 300)).toEqual(tokenizer.codes.subarray(0, 300));
  });

  it("tokenizes the same tracks the same way in another order of the catalogue", async () => {
    const shuffled = trackIds.map((_, at) => trackIds[(at * 77) % trackIds.length]!);
    const other = await MusicTokenizer.fit({ ...options, trackIds: shuffled });
    for (const id of trackIds) expect(other.code(id)).toEqual(tokenizer.code(id));
  });
});
