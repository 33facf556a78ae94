import { describe, expect, it } from "vitest";
import { createDenseIndex } from "./dense-index.ts";
import { createLastTrackRanker } from "./last-track.ts";

const history = (played: number[]) => ({ queries: ["anything"], played, responses: [] });

describe("unit: last-track similarity", () => {
  const index = createDenseIndex({ rows: Float32Array.of(1, 0, 0, 2, 3, 3), width: 2 });
  const { score } = createLastTrackRanker({ index });

  it("is the cosine to the last track, not to those before", () => {
    const scores = [...score(history([1, 0]))];
    [1, 0, Math.SQRT1_2].forEach((cosine, row) => expect(scores[row]).toBeCloseTo(cosine, 6));
  });

  it("ties all tracks before anything was played", () => {
    expect([...score(history([]))]).toEqual([0, 0, 0]);
  });
});
