import { describe, expect, it } from "vitest";
import type { Dialogue } from "../types/dialogue.ts";
import type { Playlist } from "../types/playlist.ts";
import { findLeaks } from "./find-leaks.ts";
import { LeakFinder } from "./leak-finder.ts";
import { splitAtRandom } from "./split-at-random.ts";
import { splitByTime } from "./split-by-time.ts";
import { splitByUser } from "./split-by-user.ts";

const playlist = (id: string, modifiedAt: number, trackIds = [id]): Playlist => ({
  id,
  title: id,
  modifiedAt,
  trackIds,
});
function dialogue(id: string, playlistId: string, trackId = id): Dialogue {
  return { id, playlistId, turns: [{ query: "", trackId, response: "" }] };
}

function* made(from: number, to: number) {
  for (let index = from; index < to; index++) yield playlist(`p${index}`, 0);
}

const user = ({ modifiedAt }: Playlist) => `user ${modifiedAt}`;
const items = Array.from({ length: 60 }, (_, index) => playlist(`p${index}`, index % 7));
const sizes = { items, testSize: 10, validationSize: 5, seed: 3 };

describe("unit: findLeaks", () => {
  it("finds nothing in sound splits of every kind", () => {
    const byTime = splitByTime({ ...sizes, date: ({ modifiedAt }) => modifiedAt });
    expect(findLeaks({ ...byTime, chronological: true })).toEqual([]);
    expect(findLeaks(splitAtRandom(sizes))).toEqual([]);
    expect(findLeaks({ ...splitByUser({ ...sizes, user }), user })).toEqual([]);
  });

  it("finds that a random split is neither by time nor by user, when told that it should be", () => {
    const kinds = findLeaks({ ...splitAtRandom(sizes), chronological: true, user }).map(({ kind }) => kind);
    expect(new Set(kinds)).toEqual(new Set(["same user", "later than test"]));
  });

  it("finds the same id, the same tracks in another order, and a later date, in train and validation", () => {
    const test = [playlist("a", 2, ["x", "y"])];
    const leaks = findLeaks({
      train: [playlist("a", 1)],
      validation: [playlist("b", 2, ["y", "x", "y"]), playlist("c", 3)],
      test,
      chronological: true,
    });
    expect(leaks).toEqual([
      { kind: "same id", trainId: "a", testId: "a" },
      { kind: "same tracks", trainId: "b", testId: "a" },
      { kind: "later than test", trainId: "c", testId: "a" },
    ]);
  });

  it("names every test item that is given away", () => {
    const test = [dialogue("b", "p"), dialogue("c", "p"), dialogue("d", "q")];
    expect(findLeaks({ train: [dialogue("a", "p")], validation: [], test })).toEqual([
      { kind: "same playlist", trainId: "a", testId: "b" },
      { kind: "same playlist", trainId: "a", testId: "c" },
    ]);
  });

  it("finds a dialogue over a playlist of the other part, either way round", () => {
    const over = { kind: "same playlist", trainId: "p", testId: "d" };
    const parts = { train: [playlist("p", 1)], validation: [], test: [dialogue("d", "p")] };
    expect(findLeaks<Playlist | Dialogue>(parts)).toEqual([over]);
    const turned = { train: [dialogue("d", "p")], validation: [], test: [playlist("p", 1)] };
    expect(findLeaks<Playlist | Dialogue>(turned)).toEqual([{ ...over, trainId: "d", testId: "p" }]);
  });

  it("takes parts that are made as they are read, once", () => {
    const leaks = findLeaks({ train: made(0, 1000), validation: made(1000, 1100), test: made(1099, 1200) });
    expect(leaks.map(({ kind, trainId }) => [kind, trainId])).toEqual([
      ["same id", "p1099"],
      ["same tracks", "p1099"],
    ]);
  });
});

describe("unit: LeakFinder", () => {
  it("tells of each item as it comes, and finds nothing where there are no tracks", () => {
    const finder = new LeakFinder({ test: [playlist("a", 1, [])] });
    expect(finder.leaksOf(playlist("b", 9, []))).toEqual([]);
    expect(finder.leaksOf(playlist("a", 9, ["x"]))).toEqual([{ kind: "same id", trainId: "a", testId: "a" }]);
  });
});
