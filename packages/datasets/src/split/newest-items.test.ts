import { describe, expect, it } from "vitest";
import { SeededRandom } from "../random/seeded-random.ts";
import { NewestItems } from "./newest-items.ts";

describe("unit: NewestItems", () => {
  it("keeps the last dates that the size takes, and no date before them", () => {
    const newest = new NewestItems<number>({ size: 4, date: (day) => day });
    for (const day of [3, 1, 5, 5, 2, 4, 4, 3, 1]) newest.add(day);
    expect(newest.items().toSorted()).toEqual([4, 4, 5, 5]);
    newest.add(6);
    expect(newest.items().toSorted()).toEqual([4, 4, 5, 5, 6]);
    newest.add(6);
    expect(newest.items().toSorted()).toEqual([5, 5, 6, 6]);
  });

  it("keeps everything of one date, and of fewer items than the size", () => {
    for (const days of [
      [7, 7, 7],
      [1, 2],
    ]) {
      const newest = new NewestItems<number>({ size: days[0] === 7 ? 1 : 3, date: (day) => day });
      days.forEach((day) => newest.add(day));
      expect(newest.items()).toEqual(days);
    }
  });

  it("forgets what came before: it never holds more than the size and one date's items", () => {
    const random = new SeededRandom(1);
    const newest = new NewestItems<number>({ size: 20, date: (day) => day });
    for (let added = 0; added < 5000; added++) newest.add(random.below(100));
    const ofOldest = newest.items().filter((day) => day === Math.min(...newest.items())).length;
    expect(newest.items().length - ofOldest).toBeLessThan(20);
  });
});
