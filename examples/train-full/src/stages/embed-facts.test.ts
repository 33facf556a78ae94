import { describe, expect, it } from "vitest";
import { embedFacts } from "./embed-facts.ts";

const tracks = [
  { id: "a", title: "One", artists: ["Ada"], label: "L", year: 2001 },
  { id: "b", title: "Two", artists: ["Ada"], label: "L", year: 2002 },
  { id: "c", title: "Three", artists: ["Bo"], label: "M", year: 2002 },
  { id: "d", title: "Four", artists: [] },
];

function cosine({ rows, width }: { rows: Float32Array; width: number }, i: number, j: number): number {
  let sum = 0;
  for (let column = 0; column < width; column++) sum += rows[i * width + column]! * rows[j * width + column]!;
  return sum;
}

describe("unit: embedFacts", () => {
  it("brings tracks together that share facts, the more the closer", () => {
    const embeddings = embedFacts({ tracks, seed: 1 });
    expect(cosine(embeddings, 0, 0)).toBeCloseTo(1, 5);
    // Shared: artist and label, 1 + 0.64 of 1 + 0.64 + 0.64; then the year alone, 0.64.
    expect(Math.abs(cosine(embeddings, 0, 1) - 1.64 / 2.28)).toBeLessThan(0.2);
    expect(Math.abs(cosine(embeddings, 1, 2) - 0.64 / 2.28)).toBeLessThan(0.2);
    expect(cosine(embeddings, 0, 1)).toBeGreaterThan(cosine(embeddings, 1, 2));
  });

  it("leaves out a track without facts, and depends on the seed alone", () => {
    expect(embedFacts({ tracks, seed: 1 }).ids).toEqual(["a", "b", "c"]);
    expect(embedFacts({ tracks, seed: 1 })).toEqual(embedFacts({ tracks, seed: 1 }));
    expect(embedFacts({ tracks, seed: 1 }).rows).not.toEqual(embedFacts({ tracks, seed: 2 }).rows);
  });
});
