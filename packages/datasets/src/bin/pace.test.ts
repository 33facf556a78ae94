import { describe, expect, it } from "vitest";
import { Pace } from "./pace.ts";

describe("unit: Pace", () => {
  it("tells what was added since the first count, by the clock", () => {
    let now = 5000;
    const pace = new Pace(() => now);
    expect(pace.at(100)).toBe("");
    now = 7000;
    expect(pace.at(100)).toBe("");
    expect(pace.at(125)).toBe(" at 12.5 a second");
  });
});
