import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import gensim from "./__vectors__/item2vec.json" with { type: "json" };
import type { Embeddings } from "../embeddings.ts";
import { Item2VecInputError, type Item2VecCheckpoint } from "./item2vec-options.ts";
import { trainItem2Vec } from "./train-item2vec.ts";

/** Two groups of tracks that never share a playlist. */
const twoGroups = Array.from({ length: 60 }, (__, p) =>
  Array.from({ length: 8 }, (_, i) => `${p % 2 === 0 ? "jazz" : "rock"}-${(p * 7 + i * 3) % 10}`),
);
const quick = { width: 8, epochs: 5, learningRate: 0.1, subsample: 0 };

describe("trainItem2Vec", () => {
  it("unit: tracks that share playlists come closer than tracks that do not", async () => {
    const embeddings = await trainItem2Vec(twoGroups, { ...quick, epochs: 20 });
    const unit = unitRows(embeddings);
    const mean = (same: boolean) => {
      const cosines = embeddings.ids.flatMap((a, i) =>
        embeddings.ids.flatMap((b, j) =>
          i < j && (a.slice(0, 4) === b.slice(0, 4)) === same ? [dot(unit[i]!, unit[j]!)] : [],
        ),
      );
      return cosines.reduce((sum, cosine) => sum + cosine, 0) / cosines.length;
    };
    expect(mean(true)).toBeGreaterThan(mean(false) + 0.5);
  });

  it("unit: the loss falls, progress counts every position of every epoch", async () => {
    const reports: { epoch: number; done: number; total: number; loss: number }[] = [];
    await trainItem2Vec(twoGroups, { ...quick, onProgress: (progress) => reports.push(progress) });
    expect(reports.map(({ epoch }) => epoch)).toEqual([1, 2, 3, 4, 5]);
    expect(reports.map(({ done }) => done)).toEqual([480, 960, 1440, 1920, 2400]);
    expect(reports[0]!.loss).toBeLessThan(6 * Math.LN2 + 0.01);
    expect(reports[4]!.loss).toBeLessThan(reports[0]!.loss);
  });

  it("relation: same seed, same bits; another seed, other bits", async () => {
    const first = await trainItem2Vec(twoGroups, { ...quick, seed: 7 });
    expect(await trainItem2Vec(twoGroups, { ...quick, seed: 7 })).toEqual(first);
    expect((await trainItem2Vec(twoGroups, { ...quick, seed: 8 })).rows).not.toEqual(first.rows);
  });

  it("relation: resumed from the checkpoint of any epoch, it ends the same", async () => {
    const checkpoints: Item2VecCheckpoint[] = [];
    const onCheckpoint = (checkpoint: Item2VecCheckpoint) => void checkpoints.push(checkpoint);
    const whole = await trainItem2Vec(twoGroups, { ...quick, onCheckpoint });
    expect(checkpoints.map(({ epoch }) => epoch)).toEqual([1, 2, 3, 4]);
    for (const resume of checkpoints)
      expect(await trainItem2Vec(twoGroups, { ...quick, resume })).toEqual(whole);
    await expect(
      trainItem2Vec(twoGroups, { ...quick, seed: 2, resume: checkpoints[0]! }),
    ).rejects.toMatchObject({ input: "resume" });
  });

  it("unit: vectors that grow without bound are an error", async () => {
    await expect(trainItem2Vec(twoGroups, { ...quick, learningRate: 1e20 })).rejects.toMatchObject({
      input: "learningRate",
    });
  });

  it('relation: a window of "playlist" sees the pairs that a short window misses', async () => {
    const playlists = Array.from({ length: 200 }, () => ["a", "x", "y", "z", "b"]);
    const far = await trainItem2Vec(playlists, { ...quick, window: "playlist" });
    const near = await trainItem2Vec(playlists, { ...quick, window: 1 });
    expect(far.ids).toEqual(near.ids);
    expect(far.rows).not.toEqual(near.rows);
  });

  it("unit: leaves out rare tracks, keeps the others in order of appearance", async () => {
    const embeddings = await trainItem2Vec(
      [
        ["b", "once", "a"],
        ["a", "b"],
      ],
      { ...quick, minCount: 2 },
    );
    expect(embeddings.ids).toEqual(["b", "a"]);
    expect(embeddings.rows.length).toBe(2 * 8);
  });

  it("unit: finite whatever the playlists", async () => {
    const playlist = fc.array(fc.constantFrom("a", "b", "c", "d"), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(fc.array(playlist, { maxLength: 5 }), fc.integer(), async (lists, seed) => {
        const { rows } = await trainItem2Vec([...lists, ["a", "b"]], { ...quick, subsample: 1e-3, seed });
        expect(rows.every(Number.isFinite)).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  it("unit: stops when asked", async () => {
    const long = Array.from({ length: 3000 }, () => twoGroups[0]!);
    const controller = new AbortController();
    const training = trainItem2Vec(long, { ...quick, signal: controller.signal });
    setTimeout(() => controller.abort(new Error("enough")));
    await expect(training).rejects.toThrow("enough");
  });

  it("unit: says which input is wrong", async () => {
    await expect(trainItem2Vec([["a", "b"]], { window: 0 })).rejects.toThrow(/window/);
    await expect(trainItem2Vec([["a", "b"]], { subsample: 2 })).rejects.toThrow(/subsample/);
    await expect(trainItem2Vec([["a", "a"], ["b"]])).rejects.toThrow(Item2VecInputError);
  });
});

const plays = resolve(
  process.env.TALKPLAY_DATA ?? resolve(import.meta.dirname, "../../../../../../shared/data"),
  "classic-rock-plays/classic_rock_plays.csv",
);

describe.skipIf(!existsSync(plays))("trainItem2Vec on real plays", () => {
  it("parity: held-out next-track hit rate and nearest neighbours are gensim's", async () => {
    const { train, test } = stretches(gensim.stretch);
    const { options } = gensim;
    const trained = (seed: number) =>
      trainItem2Vec(train, {
        seed,
        width: options.vector_size,
        window: options.window,
        negatives: options.negative,
        exponent: options.ns_exponent,
        subsample: options.sample,
        epochs: options.epochs,
        learningRate: options.alpha,
        finalLearningRate: options.min_alpha,
        minCount: options.min_count,
      });
    const runs = [await trained(1), await trained(2), await trained(3)];
    const embeddings = runs[0]!;
    expect(embeddings.ids.length).toBe(gensim.tracks);
    const ranks = runs.map((run) => nextTrackRanks(run, test, gensim.history));
    expect(ranks[0]!.length).toBe(gensim.turns);
    for (const [k, name] of [
      [10, "hit10"],
      [100, "hit100"],
    ] as const) {
      const all = ranks.flat();
      const ours = all.filter((rank) => rank <= k).length / all.length;
      const standardError = gensim.standardDeviation[name] * Math.sqrt(1 / runs.length + 1 / gensim.seeds);
      expect(Math.abs(ours - gensim.mean[name]) / standardError, `${name} ${ours}`).toBeLessThan(3);
    }

    // Ten neighbours of the tracks played most: ours and one run of gensim share as many as two runs of gensim do.
    const unit = unitRows(embeddings);
    const shared = Object.entries(gensim.neighbours).map(([track, theirs]) => {
      const nearest = nearestTracks(unit, embeddings.ids.indexOf(track), theirs.length);
      return nearest.filter((i) => theirs.includes(embeddings.ids[i]!)).length / theirs.length;
    });
    const overlap = shared.reduce((sum, share) => sum + share, 0) / shared.length;
    expect(Math.abs(overlap - gensim.overlap)).toBeLessThan(0.05);
  });
});

/** The split of parity/music-tokenizer-item2vec.py. */
function stretches(length: number) {
  const stations = new Map<string, { number: number; track: string }[]>();
  for (const line of readFileSync(plays, "utf8").trim().split(/\r?\n/).slice(1)) {
    const cells = [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(([, cell]) => cell!);
    const play = { number: Number(/\d+$/.exec(cells[5]!)![0]), track: cells[6]! };
    stations.set(cells[2]!, [...(stations.get(cells[2]!) ?? []), play]);
  }
  const train: string[][] = [];
  const test: string[][] = [];
  for (const played of stations.values()) {
    const tracks = played.toSorted((a, b) => b.number - a.number).map(({ track }) => track);
    const cut = Array.from({ length: Math.ceil(tracks.length / length) }, (_, i) =>
      tracks.slice(i * length, (i + 1) * length),
    );
    const boundary = Math.floor((cut.length * 4) / 5);
    train.push(...cut.slice(0, boundary));
    test.push(...cut.slice(boundary));
  }
  return { train, test };
}

function nearestTracks(unit: readonly Float64Array[], track: number, count: number): number[] {
  const scores = unit.map((row) => dot(row, unit[track]!));
  const others = scores.flatMap((_, i) => (i === track ? [] : [i]));
  return others.toSorted((a, b) => scores[b]! - scores[a]!).slice(0, count);
}

/** Each play's rank by cosine to the mean direction of the `history` plays before it. */
function nextTrackRanks(embeddings: Embeddings, test: string[][], history: number): number[] {
  const index = new Map(embeddings.ids.map((id, i) => [id, i]));
  const unit = unitRows(embeddings);
  return test.flatMap((stretch) => {
    const tracks = stretch.flatMap((track) => index.get(track) ?? []);
    return tracks.flatMap((next, position) => {
      const before = tracks.slice(Math.max(0, position - history), position);
      if (position === 0 || before.includes(next)) return [];
      const sum = new Float64Array(embeddings.width);
      for (const track of before) unit[track]!.forEach((value, d) => (sum[d]! += value));
      const scores = unit.map((row) => dot(row, sum));
      for (const track of before) scores[track] = -Infinity;
      return [1 + scores.filter((score) => score > scores[next]!).length];
    });
  });
}

function unitRows({ ids, rows, width }: Embeddings): Float64Array[] {
  return ids.map((_, i) => {
    const row = Float64Array.from(rows.subarray(i * width, (i + 1) * width));
    const norm = Math.sqrt(dot(row, row));
    return row.map((value) => value / norm);
  });
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let d = 0; d < a.length; d++) sum += a[d]! * b[d]!;
  return sum;
}
