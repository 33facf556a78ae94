import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Playlist } from "../types/playlist.ts";
import { SavedSplit } from "./saved-split.ts";
import { splitEntry } from "./split-entry.ts";
import { SplitMismatchError } from "./split-mismatch-error.ts";

const playlist = (id: string, changes: Partial<Playlist> = {}): Playlist => ({
  id,
  title: "Rock",
  modifiedAt: 1,
  trackIds: ["a", "b"],
  ...changes,
});
const split = { train: [playlist("1"), playlist("2")], validation: [playlist("3")], test: [playlist("4")] };
const items = [playlist("4"), playlist("3"), playlist("2"), playlist("1")];
const saved = SavedSplit.parse(SavedSplit.of(split, { description: "by hand" }).format());

describe("relation: SavedSplit", () => {
  it("gives the split back after a save, whatever the items' order", () => {
    expect(saved.apply(items)).toEqual(split);
    expect(saved.description).toBe("by hand");
    expect(saved.apply(items)).toEqual(split);
  });

  it("is the same from entries as from items", () => {
    const entries = {
      train: split.train.map(splitEntry),
      validation: split.validation.map(splitEntry),
      test: split.test.map(splitEntry),
    };
    expect(SavedSplit.of(entries).format()).toBe(SavedSplit.of(split).format());
  });

  it("notices any change of a playlist or dialogue", () => {
    const words = fc.array(fc.string({ maxLength: 3 }), { maxLength: 3 });
    const any = fc.record(
      { title: fc.string(), modifiedAt: fc.nat(9), trackIds: words, description: fc.string() },
      { requiredKeys: ["title", "modifiedAt", "trackIds"] },
    );
    fc.assert(
      fc.property(any, any, (one, other) => {
        const same =
          splitEntry({ id: "", ...one }).fingerprint === splitEntry({ id: "", ...other }).fingerprint;
        expect(same).toBe(JSON.stringify(one) === JSON.stringify(other));
      }),
    );
    const turn = { query: "q", trackId: "t", response: "r" };
    const dialogues = [
      { id: "d", turns: [turn] },
      { id: "d", turns: [{ ...turn, response: "s" }] },
      { id: "d", turns: [turn], goal: "g" },
      { id: "d", turns: [turn], playlistId: "g" },
    ];
    expect(new Set(dialogues.map((dialogue) => splitEntry(dialogue).fingerprint)).size).toBe(4);
  });
});

describe("unit: SavedSplit", () => {
  it("names what is missing, new, changed or there twice", () => {
    const changed = [
      playlist("1"),
      playlist("2", { trackIds: ["b", "a"] }),
      playlist("3"),
      playlist("3"),
      playlist("5"),
    ];
    const mismatch = { missing: ["4"], added: ["3", "5"], changed: ["2"] };
    expect(() => saved.apply(changed)).toThrow(SplitMismatchError);
    expect(() => saved.apply(changed)).toThrow(expect.objectContaining(mismatch));
    expect(() => saved.apply(changed)).toThrow("1 missing (4); 2 added (3, 5); 1 changed (2)");
  });

  it("tells the part of one item after another, and at the end whether all were there", () => {
    const stream = SavedSplit.of(split);
    expect(items.map((item) => stream.partOf(item))).toEqual(["test", "validation", "train", "train"]);
    expect(() => stream.finish()).not.toThrow();
    const short = SavedSplit.of(split);
    expect(short.partOf(splitEntry(playlist("1")))).toBe("train");
    expect(short.partOf(playlist("9"))).toBeUndefined();
    expect(() => short.finish()).toThrow(expect.objectContaining({ missing: ["2", "3", "4"], added: ["9"] }));
  });

  it("refuses an id twice, and a text that is no split", () => {
    expect(() => SavedSplit.of({ ...split, test: [playlist("1")] })).toThrow('The id "1" occurs twice');
    for (const text of ["", "{}", '{"version":2,"parts":{}}', '{"version":1,"parts":{"train":{}}}']) {
      expect(() => SavedSplit.parse(text)).toThrow("not a split of version 1");
    }
    expect(() => SavedSplit.parse(saved.format().replace('"ids":["4"]', '"ids":[]'))).toThrow("not a split");
  });
});
