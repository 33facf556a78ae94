import "@tensorflow/tfjs-backend-cpu";
import { expect, it } from "vitest";
import { parse, View } from "vega";
import { compile, type TopLevelSpec } from "vega-lite";
import { inventedEmbeddings, trackNames } from "./fixtures/invented-catalogue.ts";
import { MusicTokenizer } from "./music-tokenizer.ts";
import { reportPlot } from "./report-plot.ts";

it("unit: the plot shows every cluster of every modality, from the largest down", async () => {
  const trackIds = trackNames(0, 60);
  const tokenizer = await MusicTokenizer.fit({
    modalities: [
      { name: "playlist", embeddings: inventedEmbeddings(trackIds, { width: 3 }), clusters: 5 },
      { name: "audio", embeddings: inventedEmbeddings(trackIds, { width: 4 }), clusters: 3 },
    ],
    trackIds,
  });
  const plot = reportPlot(tokenizer.report());
  const { values } = plot.data as {
    values: { modality: string; rank: number; tracks: number; even: number }[];
  };
  expect(values.map(({ modality, rank }) => `${modality} ${rank}`)).toEqual([
    ...[1, 2, 3, 4, 5].map((rank) => `playlist ${rank}`),
    ...[1, 2, 3].map((rank) => `audio ${rank}`),
  ]);
  for (const modality of ["playlist", "audio"]) {
    const sizes = values.filter((value) => value.modality === modality).map(({ tracks }) => tracks);
    expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(60);
  }
  expect(values[0]!.even).toBe(12);

  const warnings: unknown[] = [];
  const log = (...messages: unknown[]) => void warnings.push(...messages);
  const logger = { level: () => 0, error: log, warn: log, info: log, debug: log } as never;
  const { spec } = compile(plot as unknown as TopLevelSpec, { logger });
  const svg = await new View(parse(spec), { renderer: "none" }).toSVG();
  expect(warnings).toEqual([]);
  expect(svg).toContain("Tracks per cluster");
  expect(svg.indexOf("playlist")).toBeLessThan(svg.indexOf("audio")); // the order of the tokens
});
