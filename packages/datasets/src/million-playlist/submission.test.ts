import { describe, expect, it } from "vitest";
import { checkSubmission } from "./check-submission.ts";
import { formatSubmission } from "./format-submission.ts";
import { parseChallengeSet } from "./parse-challenge-set.ts";
import { SubmissionError } from "./submission-fault.ts";

const uri = (number: number) => `spotify:track:${String(number).padStart(22, "0")}`;
const seed = (pos: number) => ({
  pos,
  artist_name: "Ann",
  track_uri: uri(pos),
  artist_uri: "spotify:artist:1",
  track_name: "Song",
  album_uri: "spotify:album:1",
  duration_ms: 1,
  album_name: "One",
});
const set = (changes: Record<string, unknown> = {}) =>
  JSON.stringify({
    date: "2018-01-16",
    version: "v1",
    playlists: [
      {
        pid: 5,
        name: " Mix ",
        num_holdouts: 3,
        num_samples: 2,
        num_tracks: 5,
        tracks: [seed(0), seed(3)],
        ...changes,
      },
      { pid: 9, num_holdouts: 1, num_samples: 0, num_tracks: 1, tracks: [] },
    ],
  });
const { playlists } = parseChallengeSet(set());
const team = { name: "us", email: "us@example.com" };
const good = Array.from({ length: 500 }, (_, index) => uri(1000 + index));
const lines = (of: Record<number, readonly string[]> = {}) => [
  ...formatSubmission({ team, playlists, recommend: ({ pid }) => of[pid] ?? good }),
];

const faults = async (...text: string[]) =>
  (await checkSubmission({ lines: text, playlists })).map(({ kind, line, pid }) => [kind, line, pid]);

describe("unit: parseChallengeSet", () => {
  it("keeps titles and missing titles as published", () => {
    expect(playlists.map(({ name }) => name)).toEqual([" Mix ", undefined]);
    expect(playlists[0]?.tracks[1]).toEqual(seed(3));
    expect(playlists[1]).not.toHaveProperty("name");
  });

  it.each([
    ["num_samples", { num_samples: 1, num_holdouts: 4 }, "2, the tracks listed"],
    ["num_tracks", { num_tracks: 6 }, "5, samples and holdouts together"],
    ["pid", { pid: 9 }, "a pid that no other playlist has"],
    ["pid", { pid: -1 }, "an integer from 0 on"],
    ["name", { name: 3 }, "text"],
    ["tracks[0].pos", { tracks: [{ ...seed(0), pos: 0.5 }, seed(1)] }, "an integer from 0 on"],
  ])("refuses a wrong %s", (field, changes, expected) => {
    expect(() => parseChallengeSet(set(changes))).toThrow(
      expect.objectContaining({ field: expect.stringContaining(field), expected }),
    );
  });

  it("refuses what is not a set", () => {
    expect(() => parseChallengeSet("[1]")).toThrow("a JSON object");
    expect(() => parseChallengeSet("{")).toThrow("challenge_set.json");
  });
});

describe("relation: submissions", () => {
  it("what is written is in order, in today's form and in 2018's", async () => {
    expect(lines()[0]).toBe("team_info,us,us@example.com");
    expect(await checkSubmission({ lines: lines(), playlists })).toEqual([]);
    const of2018 = formatSubmission({ team: { ...team, track: "main" }, playlists, recommend: () => good });
    expect(await checkSubmission({ lines: of2018, playlists })).toEqual([]);
  });

  it("takes the first 500 of a longer list", () => {
    expect(lines({ 5: [...good, uri(7)] })).toEqual(lines());
  });
});

describe("unit: formatSubmission", () => {
  it.each([
    ["track count", good.slice(1)],
    ["seed track", [uri(3), ...good.slice(1)]],
    ["repeated track", [good[1] as string, ...good.slice(1)]],
    ["track uri", ["a,b", ...good.slice(1)]],
  ])("refuses a list with a wrong %s", (kind, list) => {
    expect(() => lines({ 9: list, 5: list })).toThrow(SubmissionError);
    expect(() => lines({ 5: list })).toThrow(
      expect.objectContaining({ fault: expect.objectContaining({ kind, pid: 5, line: 2 }) }),
    );
  });

  it("refuses a comma in the team's name", () => {
    expect(() => [
      ...formatSubmission({ team: { ...team, name: "a, b" }, playlists, recommend: () => good }),
    ]).toThrow("commas");
  });
});

describe("unit: checkSubmission", () => {
  const [head = "", first = "", second = ""] = lines();

  it("passes over comments, blank lines and space around commas", async () => {
    expect(
      await faults("# ours", "", head.replaceAll(",", " , "), first.replaceAll(",", ", "), second),
    ).toEqual([]);
  });

  it("names line and pid of each fault", async () => {
    expect(await faults(first, second)).toEqual([
      ["team", 1, undefined],
      ["missing pid", 2, 5],
    ]);
    expect(await faults()).toEqual([
      ["team", 0, undefined],
      ["missing pid", 0, 5],
      ["missing pid", 0, 9],
    ]);
    expect(await faults(head, first, first, second)).toEqual([["repeated pid", 3, 5]]);
    expect(await faults(head, first, `8,${good.join()}`, second)).toEqual([["unknown pid", 3, 8]]);
    expect(await faults(head, first, second, "x,y")).toEqual([["line", 4, undefined]]);
    expect(await faults(head, `${first},${uri(1)}`, second)).toEqual([["track count", 2, 5]]);
    expect(await faults(head, first.replace(uri(1000), uri(3)), second)).toEqual([["seed track", 2, 5]]);
    expect(await faults(head, first.replace(uri(1000), uri(1001)), second)).toEqual([
      ["repeated track", 2, 5],
    ]);
    expect(await faults(head, first.replace("track:0", "track:_"), second)).toEqual([["track uri", 2, 5]]);
    expect(await faults("team_info,only", first, second)).toEqual([["team", 1, undefined]]);
  });
});
