import { describe, expect, it } from "vitest";
import vectors from "./__vectors__/playlist-continuation.json" with { type: "json" };
import { ArgumentError } from "../errors/argument-error.ts";
import { RunProblemsError } from "../errors/run-problems-error.ts";
import { evaluateCpcd } from "./cpcd.ts";
import { evaluateMusicCrs } from "./music-crs.ts";
import { evaluatePlaylistContinuation } from "./playlist-continuation.ts";
import { evaluateTalkPlay } from "./talkplay.ts";

const clusterOf = (id: string) => (id === "z" ? "a" : id);
const artistOf = (id: string) => id[0];

describe("unit: TalkPlay's protocol", () => {
  it("keeps warm and cold tracks apart", () => {
    const turns = ["a", "b"].map((trackId) => ({ query: "", trackId, response: "" }));
    const run = [1, 2].map((turn) => ({ turnId: `d#${turn}`, dialogueId: "d", turn, ranked: ["a", "b"] }));
    const { subsets } = evaluateTalkPlay(run, {
      dialogues: [{ id: "d", turns }],
      catalogue: ["a", "b"],
      trainingTracks: new Set(["a"]),
    });
    expect([subsets.all.mrr, subsets["warm"]!.mrr, subsets["cold"]!.mrr]).toEqual([0.75, 1, 0.5]);
  });
});

describe("unit: CPCD's protocol", () => {
  const dialogues = [
    {
      id: "d",
      goalTrackIds: ["a", "b", "x"],
      turns: [{ likedTrackIds: ["a", "b", "c", "x"] }, { likedTrackIds: [] }],
    },
    { id: "e", goalTrackIds: ["a"], turns: [{ likedTrackIds: ["a"] }, { likedTrackIds: [] }] },
    { id: "f", goalTrackIds: [], turns: [{ likedTrackIds: [] }] },
  ];
  const run = [
    { turnId: "d#1", ranked: ["z", "b"] }, // first gold at place 2
    { turnId: "d#2", ranked: ["a", "z", "x"] }, // a is a seed by now, x is not: only three a turn are
    { turnId: "e#1", ranked: ["a"] }, // and then e#2 has nothing left to find
  ];

  it("takes liked tracks out of ranking and gold, and averages over turns, then dialogues", () => {
    const evaluation = evaluateCpcd(run, { dialogues });
    expect(evaluation).toEqual({
      overDialogues: { hitAt1: 0.5, hitAt10: 1, hitAt100: 1, mrrAt100: (0.5 + 1) / 2 },
      overTurns: { hitAt1: 1 / 3, hitAt10: 1, hitAt100: 1, mrrAt100: 2 / 3 },
      dialogues: 2,
      turns: 3,
      turnsWithoutGold: 2,
      missing: ["e#2", "f#1"],
    });
  });

  it("counts tracks of one cluster as one", () => {
    expect(evaluateCpcd(run, { dialogues, clusterOf }).overTurns.hitAt1).toBe(1);
  });

  it("refuses turns that no dialogue has, repeated ids, and dialogues without goals", () => {
    expect(() => evaluateCpcd([{ turnId: "g#1", ranked: [] }], { dialogues })).toThrow(RunProblemsError);
    expect(() => evaluateCpcd([{ turnId: "d#1", ranked: ["a", "a"] }], { dialogues })).toThrow(
      /more than once: a/,
    );
    expect(() => evaluateCpcd([...run, run[0]!], { dialogues })).toThrow(RunProblemsError);
    expect(() => evaluateCpcd([], { dialogues: dialogues.slice(2) })).toThrow(ArgumentError);
  });
});

describe("unit: RecSys Challenge 2026", () => {
  const truth = [
    { session_id: "s", turn_number: 1, ground_truth_track_id: "a" },
    { session_id: "s", turn_number: 2, ground_truth_track_id: "b" },
    { session_id: "t", turn_number: 1, ground_truth_track_id: "c" },
  ];
  const predictions = [
    { session_id: "s", turn_number: 1, predicted_track_ids: ["a", "b"], predicted_response: "a fine song" },
    {
      session_id: "s",
      turn_number: 2,
      predicted_track_ids: ["c", "a", "b"],
      predicted_response: "a  fine day",
    },
  ];

  it("averages nDCG over turn numbers, and counts tracks and words", () => {
    const evaluation = evaluateMusicCrs(predictions, { truth, catalogueSize: 30 });
    expect(evaluation).toMatchObject({ ndcgAt1: 0.25, catalogueDiversity: 0.1, turns: 3, missing: ["t#1"] });
    expect(evaluation.ndcgAt20).toBeCloseTo((0.5 + 0.5) / 2, 12); // b at place 3: 1/log2(4)
    expect(evaluation.lexicalDiversity).toBe(4 / 6);
    expect(evaluateMusicCrs(predictions, { truth, catalogueSize: 30, lexicalN: 2 }).lexicalDiversity).toBe(
      3 / 4,
    );
    expect(evaluation.score).toBeUndefined();
  });

  it("weighs the leaderboard's figures as the leaderboard does: .1807, .0307, .6723, 2.8 make .2956", () => {
    const evaluation = evaluateMusicCrs(predictions, { truth, catalogueSize: 30, judgeRating: 2.8 });
    expect(0.5 * 0.1807 + 0.1 * 0.0307 + 0.1 * 0.6723 + (0.3 * (2.8 - 1)) / 4).toBeCloseTo(0.2956, 4);
    expect(evaluation.score).toBeCloseTo(0.5 * 0.5 + 0.1 * 0.1 + (0.1 * 4) / 6 + 0.3 * 0.45, 12);
  });

  it.each([
    ["no truth", () => evaluateMusicCrs([], { truth: [], catalogueSize: 1 })],
    ["an empty catalogue", () => evaluateMusicCrs([], { truth, catalogueSize: 0 })],
    ["a rating of 6", () => evaluateMusicCrs([], { truth, catalogueSize: 1, judgeRating: 6 })],
  ])("refuses %s", (_, evaluate) => expect(evaluate).toThrow(ArgumentError));
});

it("parity: ranx's R-precision and nDCG, and the rules' clicks and artists' credit, on 20 playlists", () => {
  const { run, truth, expected } = vectors;
  const tracks = evaluatePlaylistContinuation(run, { truth });
  const { rPrecision } = evaluatePlaylistContinuation(run, { truth, artistOf: (id) => id.split("-")[0] });
  expect(tracks.rPrecision).toBeCloseTo(expected.rPrecision, 12);
  expect(rPrecision).toBeCloseTo(expected.rPrecisionWithArtists, 12);
  expect(tracks.ndcg).toBeCloseTo(expected.ndcg, 12);
  expect(tracks.clicks).toBeCloseTo(expected.clicks, 12);
});

describe("unit: RecSys Challenge 2018", () => {
  const truth = [
    { playlistId: "1", trackIds: ["a1", "b1"] },
    { playlistId: "2", trackIds: ["c1"] },
  ];
  const run = [{ playlistId: "1", ranked: ["b2", "a1", "b1"] }];

  it("R-precision 1/2, nDCG (1/log2(3) + 1/2) / (1 + 1/log2(3)), clicks 0; the missing one 0, 0 and 51", () => {
    const evaluation = evaluatePlaylistContinuation(run, { truth });
    expect(evaluation).toMatchObject({ rPrecision: 1 / 4, clicks: 51 / 2, playlists: 2, missing: ["2"] });
    const second = 1 / Math.log2(3);
    expect(evaluation.ndcg).toBeCloseTo((second + 0.5) / (1 + second) / 2, 12);
  });

  it("credits the two artists among the first two places with a quarter each", () => {
    expect(evaluatePlaylistContinuation(run, { truth, artistOf }).rPrecision).toBeCloseTo(
      (1 + 0.5) / 2 / 2,
      12,
    );
  });

  it("looks at 500 tracks", () => {
    const long = [...Array.from({ length: 500 }, (_, place) => `x${place}`), "c1"];
    const { ndcg, clicks } = evaluatePlaylistContinuation([{ playlistId: "2", ranked: long }], {
      truth: truth.slice(1),
    });
    expect([ndcg, clicks]).toEqual([0, 51]);
  });

  it.each([
    ["no truth", []],
    ["a playlist without withheld tracks", [{ playlistId: "1", trackIds: [] }]],
    ["a withheld track twice", [{ playlistId: "1", trackIds: ["a", "a"] }]],
  ])("refuses %s", (_, bad) =>
    expect(() => evaluatePlaylistContinuation([], { truth: bad })).toThrow(ArgumentError),
  );
});
