import { describe, expect, it } from "vitest";
import { formatQualityReport } from "./format-quality-report.ts";
import { qualityReport } from "./quality-report.ts";

const tracks = [
  {
    id: "a",
    title: "Blue River",
    artists: ["Ann"],
    tags: ["Folk"],
    lyrics: "the water knows where I have been",
  },
  { id: "b", title: "Stone", artists: ["Cy"] },
];
const dialogues = [
  {
    id: "1",
    turns: [
      {
        query: "Play me something folk about rain",
        trackId: "a",
        response: "Blue River, slow, for the water knows where it goes.",
      },
      { query: "and another", trackId: "b", response: "Stone." },
    ],
  },
  { id: "2", turns: [{ query: "Play me something folk again", trackId: "b", response: "sure" }] },
];

describe("unit: qualityReport", () => {
  const report = qualityReport({ dialogues, tracks, accepted: 2, repaired: 1, rejected: 2 });

  it("counts by hand: 3 turns in 2 dialogues", () => {
    expect(report.coverage).toEqual({
      metadata: { turns: 2 / 3, dialogues: 1 / 2 },
      semantic: { turns: 1 / 3, dialogues: 1 / 2 },
      lyrics: { turns: 1 / 3, dialogues: 1 / 2 },
      audio: { turns: 1 / 3, dialogues: 1 / 2 },
    });
    expect(report).toMatchObject({
      fullCoverage: 1 / 2,
      repeatedOpenings: 1 / 2,
      commonestOpenings: [{ opening: "play me something folk", dialogues: 2 }],
      repairedShare: 1 / 4,
      invalidShare: 1 / 2,
    });
    expect(report.statistics).toMatchObject({ dialogues: 2, averageTurns: 1.5 });
  });

  it("is told as Markdown beside Table 1", () => {
    const text = formatQualityReport(report);
    expect(text).toContain("| paper: TalkPlay, train | 116,136 |");
    expect(text).toContain("| lyrics | 33.3 % | 50.0 % |");
    expect(text).toContain('"play me something folk …" 2 times');
  });
});
