import "@tensorflow/tfjs-backend-cpu";
import { expect, it } from "vitest";
import { MusicTokenizer } from "./music-tokenizer.ts";
import { reportMarkdown } from "./report-markdown.ts";

const tags: Record<string, string[]> = { a: ["rock", "live", "live"], b: ["rock"], c: ["jazz"], d: [] };

// On the line: {a: 0, b: 1, c: 5} around 2, {d: 100}; the second modality tells nothing apart and lacks d.
const tokenizer = await MusicTokenizer.fit({
  modalities: [
    {
      name: "semantic",
      embeddings: { ids: ["a", "b", "c", "d"], rows: Float32Array.of(0, 1, 5, 100), width: 1 },
      clusters: 2,
    },
    {
      name: "lyrics",
      embeddings: { ids: ["a", "b", "c"], rows: Float32Array.of(1, 1, 1), width: 1 },
      clusters: 1,
    },
  ],
  trackIds: ["a", "b", "c", "d"],
  trainingIds: ["a", "b", "c", "d"],
  missing: "impute",
  seed: 1,
});

it("unit: report counts clusters, codes and imputed tracks", () => {
  const report = tokenizer.report({ tags: (id) => tags[id], nearestTracks: 2 });
  expect(report).toMatchObject({ tracks: 4, trainingTracks: 4, distinctCodes: 2, collisions: 3 });
  const [semantic, lyrics] = report.modalities;
  expect(semantic).toMatchObject({
    inertia: 14,
    usedClusters: 2,
    largestCluster: 3,
    imputedShare: 0,
    converged: true,
  });
  expect(semantic!.perplexity).toBeCloseTo(Math.exp(-0.75 * Math.log(0.75) - 0.25 * Math.log(0.25)), 12);
  expect(semantic!.clusterDetails[tokenizer.code("a")[0]!]).toEqual({
    cluster: tokenizer.code("a")[0],
    size: 3,
    nearestTracks: ["b", "a"], // 1 and 2 away from 2; c is 3 away
    commonestTags: [
      { tag: "rock", tracks: 2 },
      { tag: "jazz", tracks: 1 },
      { tag: "live", tracks: 1 },
    ],
  });
  expect(lyrics).toMatchObject({
    usedClusters: 1,
    perplexity: 1,
    largestCluster: 4,
    imputedShare: 0.25,
    noneShare: 0,
  });
  const all = tokenizer.report({ nearestTracks: 9 }).modalities[1]!;
  expect(all.clusterDetails[0]!.nearestTracks).toEqual(["a", "b", "c"]); // d's code was imputed
});

it("unit: reportMarkdown writes tables whose cells hold any title", () => {
  const markdown = reportMarkdown(tokenizer.report({ tags: (id) => tags[id] }), {
    titleOf: (id) => `${id} | x`,
    clusters: 1,
  });
  expect(markdown).toContain(
    "4 tracks (4 trained on), 2 distinct codes, 3 tracks share theirs with another.",
  );
  expect(markdown).toContain("| semantic | 2 | 2 | 1.8 | 3 | 0.0 % | 0.0 % | 14.0000 |");
  expect(reportMarkdown(tokenizer.report(), { clusters: 0 })).not.toContain("###");
  expect(markdown).toContain(
    `| \`<\\|semantic-${tokenizer.code("a")[0]}\\|>\` | 3 | rock (2), jazz (1), live (1) | b \\| x; a \\| x; c \\| x |`,
  );
});
