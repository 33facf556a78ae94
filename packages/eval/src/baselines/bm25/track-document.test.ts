import { describe, expect, it } from "vitest";
import { trackDocument } from "./track-document.ts";

describe("unit: track document", () => {
  it("is title by artist from album, tags, year, without what is missing", () => {
    const track = {
      title: "Song",
      artists: ["One", "Two"],
      album: "Album",
      tags: ["rock", "loud"],
      year: 1999,
    };
    expect(trackDocument(track)).toBe("Song by One, Two from Album rock, loud 1999");
    expect(trackDocument({ title: "Song", artists: [] })).toBe("Song");
  });
});
