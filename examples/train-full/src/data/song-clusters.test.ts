import { expect, it } from "vitest";
import { clusterOfTracks } from "./song-clusters.ts";

it("unit: puts recordings of one song together, and others apart", () => {
  const clusterOf = clusterOfTracks([
    { id: "1", title: "Hey Ya!", artists: ["OutKast"] },
    { id: "2", title: "Hey Ya! (Radio Mix)", artists: ["Outkast"] },
    { id: "3", title: "Hey Ya", artists: ["Sean Paul"] },
    { id: "4", title: "(Intro)", artists: ["Outkast"] },
    { id: "5", title: "[Outro]", artists: ["Outkast"] },
  ]);
  expect(clusterOf("2")).toBe(clusterOf("1"));
  expect(new Set(["1", "3", "4", "5"].map(clusterOf)).size).toBe(4);
});
