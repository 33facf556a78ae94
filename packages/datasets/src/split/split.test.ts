import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Playlist } from "../types/playlist.ts";
import { coldTracks } from "./cold-tracks.ts";
import { splitAtRandom } from "./split-at-random.ts";
import { splitByTime } from "./split-by-time.ts";

const playlist = (id: string, modifiedAt: number, trackIds = [id]): Playlist => ({
  id,
  title: id,
  modifiedAt,
  trackIds,
});
const date = ({ modifiedAt }: Playlist) => modifiedAt;

describe("unit: splitByTime", () => {
  it("takes the last dates whole and samples the rest from the date before", () => {
    const items = [playlist("a", 1), playlist("b", 3), playlist("c", 2), playlist("d", 2), playlist("e", 2)];
    const { test, validation, train } = splitByTime({ items, date, testSize: 2, validationSize: 1 });
    expect(test.map(date)).toEqual([3, 2]);
    expect(validation.map(date)).toEqual([2]);
    expect(train.map(date)).toEqual([2, 1]);
  });

  it("refuses sizes that leave nothing, and items without a date", () => {
    const items = [playlist("a", 1), playlist("b", 2)];
    expect(() => splitByTime({ items, date, testSize: 2 })).toThrow("leave nothing of 2 to train on");
    expect(() => splitByTime({ items, date: () => Number.NaN, testSize: 1 })).toThrow("Item 0 has no date");
  });
});

describe("relation: splits", () => {
  const items = fc
    .array(fc.nat(20), { minLength: 4, maxLength: 60 })
    .map((dates) => dates.map((day, index) => playlist(`p${index}`, day)));

  it("keep every item once, and by time train is never later than test", () => {
    fc.assert(
      fc.property(items, fc.integer(), (all, seed) => {
        for (const split of [
          splitByTime({ items: all, date, testSize: 1, validationSize: 2, seed }),
          splitAtRandom({ items: all, testSize: 1, validationSize: 2, seed }),
        ]) {
          const ids = [...split.train, ...split.validation, ...split.test].map(({ id }) => id);
          expect(ids.toSorted()).toEqual(all.map(({ id }) => id).toSorted());
        }
        const { train, test } = splitByTime({ items: all, date, testSize: 1, validationSize: 2, seed });
        expect(Math.max(...train.map(date))).toBeLessThanOrEqual(Math.min(...test.map(date)));
      }),
    );
  });

  it("are the same for the same seed", () => {
    const all = Array.from({ length: 50 }, (_, index) => playlist(`p${index}`, index % 3));
    const split = (seed: number) => splitByTime({ items: all, date, testSize: 5, seed });
    expect(split(7)).toEqual(split(7));
    expect(split(7)).not.toEqual(split(8));
  });
});

describe("unit: coldTracks", () => {
  it("are in test only", () => {
    const train = [playlist("a", 1, ["x", "y"])];
    const test = [
      { id: "d", turns: ["y", "z", "z"].map((trackId) => ({ query: "", trackId, response: "" })) },
    ];
    expect(coldTracks({ train, test })).toEqual(new Set(["z"]));
  });
});
