import { describe, expect, it } from "vitest";
import { ArgumentError } from "../errors/argument-error.ts";
import { matchingAnalysis } from "./matching-analysis.ts";

// Tracks 0 and 3 share their codes.
const codes = Uint16Array.of(1, 2, 1, 3, 12, 65535, 1, 2);

describe("unit: matching analysis", () => {
  it("counts exact matches of whole tracks, raw and by subset", () => {
    const generated = [[1, 2], [1, 2], [1, 3], [2, 1], [11, 2], [12, 65535], undefined, [1]];
    const analysis = matchingAnalysis({
      generated,
      codes,
      modalities: 2,
      subsets: { warm: [0, 1], cold: [2], last: [3] },
    });
    expect(analysis).toEqual({
      sequences: 8,
      malformed: 2,
      matched: 4,
      share: 0.5,
      subsets: {
        // 1,2 twice and 1,3; tracks 0 and 1 of 2
        warm: { tracks: 2, matched: 3, shareOfMatched: 0.75, matchedPerTrack: 1.5, tracksMatchedShare: 1 },
        // 12,65535 alone
        cold: { tracks: 1, matched: 1, shareOfMatched: 0.25, matchedPerTrack: 1, tracksMatchedShare: 1 },
        // 1,2 twice: track 3 has the codes of track 0, and both count
        last: { tracks: 1, matched: 2, shareOfMatched: 0.5, matchedPerTrack: 2, tracksMatchedShare: 1 },
      },
    });
  });

  it("of nothing generated has no share", () => {
    expect(matchingAnalysis({ generated: [], codes, modalities: 2 }).share).toBeNaN();
  });

  it.each([
    ["codes that are not whole tracks", { codes: Uint16Array.of(1, 2, 3), modalities: 2 }],
    ["no modality", { codes, modalities: 0 }],
    ["a subset's row outside the catalogue", { codes, modalities: 2, subsets: { cold: [4] } }],
  ])("refuses %s", (_, options) =>
    expect(() => matchingAnalysis({ generated: [], ...options })).toThrow(ArgumentError),
  );
});
