import { describe, expect, it } from "vitest";
import { createProgress, duration } from "./progress.ts";

describe("unit: createProgress", () => {
  it("prints stages and notes at once, updates every five seconds, with the time left", () => {
    let text = "";
    let now = 0;
    const progress = createProgress({
      stages: 2,
      output: { write: (part) => (text += part) },
      now: () => now,
    });
    progress.stage("data");
    now = 1_000;
    progress.update("10 of 40", 0.25);
    now = 2_000;
    progress.update("20 of 40", 0.5);
    progress.note("40 tracks");
    now = 65_000;
    progress.stage("training");
    expect(text.split("\n")).toEqual([
      "[1/2] data (0:00 so far)",
      "      10 of 40, 0:03 left",
      "      40 tracks",
      "[2/2] training (1:05 so far)",
      "",
    ]);
  });
});

describe("unit: duration", () => {
  it.each([
    [0, "0:00"],
    [75_000, "1:15"],
    [3_725_000, "1:02:05"],
  ])("%i ms is %s", (milliseconds, text) => expect(duration(milliseconds)).toBe(text));
});
