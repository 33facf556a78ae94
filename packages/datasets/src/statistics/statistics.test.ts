import { describe, expect, it } from "vitest";
import { DialogueCounts, dialogueStatistics } from "./dialogue-statistics.ts";
import { mentionRates } from "./mention-rates.ts";
import { PlaylistCounts } from "./playlist-counts.ts";
import { playlistStatistics } from "./playlist-statistics.ts";
import { formatDialogueTable, formatPlaylistTable } from "./table-1.ts";

const playlist = (title: string, trackIds: string[]) => ({ id: title, title, modifiedAt: 0, trackIds });

describe("unit: playlistStatistics", () => {
  it("counts by hand: 2 playlists, 5 positions, 3 tracks of which 1 cold, 4 of 6 cells filled", () => {
    const playlists = [playlist("My Rock", ["a", "a", "b"]), playlist("rock, old", ["b", "c"])];
    expect(playlistStatistics({ playlists, train: [playlist("", ["a", "b"])] })).toEqual({
      playlists: 2,
      averageTracks: 2.5,
      warmTracks: 2,
      coldTracks: 1,
      vocabulary: 3,
      sparsity: 1 - 4 / 6,
    });
  });

  it("reproduces the paper's sparsities from its other figures", () => {
    expect((1 - 63.73 / 1_714_772).toFixed(5)).toBe("0.99996");
    expect((1 - 59.41 / (37_114 + 2_357)).toFixed(5)).toBe("0.99849");
  });
});

describe("relation: PlaylistCounts", () => {
  it("counts one at a time what playlistStatistics counts at once", () => {
    const train = [playlist("My Rock", ["a", "a", "b"]), playlist("rock, old", ["b", "c"])];
    const test = [playlist("new rock", ["a", "d", "d"])];
    const counts = { train: new PlaylistCounts(), test: new PlaylistCounts() };
    for (const each of train) counts.train.add(each);
    for (const each of test) counts.test.add(each);
    expect(counts.train.statistics()).toEqual(playlistStatistics({ playlists: train }));
    expect(counts.test.statistics({ train: counts.train })).toEqual(
      playlistStatistics({ playlists: new Set(test), train: new Set(train) }),
    );
  });
});

describe("unit: dialogueStatistics", () => {
  it("counts by hand", () => {
    const turns = [
      { query: "More rock, please", trackId: "a", response: "Don't stop" },
      { query: "more rock", trackId: "a", response: "" },
    ];
    expect(dialogueStatistics({ dialogues: [{ id: "d", playlistId: "p", turns }] })).toEqual({
      playlists: 1,
      dialogues: 1,
      tracks: 1,
      vocabulary: 5,
      averageTurns: 2,
      queryWords: 2.5,
      responseWords: 1,
      queryDistinct2: 2 / 3,
      responseDistinct2: 1,
    });
  });

  it("tells pairs of words apart by both words and their order, and never pairs across texts", () => {
    const turns = ["a b c", "b a", "a c", "c", "a b"].map((query) => ({ query, trackId: "t", response: "" }));
    const { queryDistinct2 } = dialogueStatistics({ dialogues: [{ id: "d", turns }] });
    expect(queryDistinct2).toBe(4 / 5);
  });

  it("counts one at a time what it counts at once", () => {
    const counts = new DialogueCounts();
    const [more, again] = [
      { query: "more rock", trackId: "a", response: "here is more rock" },
      { query: "rock more", trackId: "b", response: "" },
    ] as const;
    const dialogues = [
      { id: "d", playlistId: "p", turns: [more, again] },
      { id: "e", playlistId: "p", turns: [again] },
    ];
    for (const dialogue of dialogues) counts.add(dialogue);
    expect(counts.statistics()).toEqual(dialogueStatistics({ dialogues }));
    expect(counts.statistics()).toMatchObject({ playlists: 1, dialogues: 2, tracks: 2, averageTurns: 1.5 });
  });
});

describe("unit: mentionRates", () => {
  it("finds names, tags and lengths as whole words", () => {
    const track = { id: "a", title: "Blue River", artists: ["Ann"], tags: ["Trip Hop", "Dub"], year: 2010 };
    const turn = {
      query: "longer dubby trip-hop, with a river",
      trackId: "a",
      response: '"Blue River" by Ann, from 2010.',
    };
    const rates = mentionRates({ dialogues: [{ id: "d", turns: [turn] }], tracks: [track] });
    const mentioned = (side: "query" | "response") =>
      Object.entries(rates).flatMap(([mention, rate]) => (rate[side] > 0 ? [mention] : []));
    expect(mentioned("query")).toEqual(["title word", "tag", "length"]);
    expect(mentioned("response")).toEqual(["artist", "title", "title word", "year"]);
  });
});

describe("unit: Table 1", () => {
  it("prints the paper's rows below ours", () => {
    const statistics = playlistStatistics({ playlists: [playlist("one", ["a"]), playlist("two", ["b"])] });
    const lines = formatPlaylistTable([{ name: "ours", statistics }]).split("\n");
    expect(lines[2]).toBe("| ours | 2 | 1.00 | 2 | - | 2 | 0.50000 |");
    expect(lines[3]).toBe("| paper: MPD, train | 999,000 | 63.73 | 1,714,772 | - | 24,129 | 0.99996 |");
    expect(formatDialogueTable([]).split("\n")[3]).toBe(
      "| paper: TalkPlay, test | 1,000 | 1,000 | 11,022 | 19,796 | 13.31 | 15.35 | 14.92 |",
    );
  });
});
