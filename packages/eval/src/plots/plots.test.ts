import { describe, expect, it, vi } from "vitest";
import { ArgumentError } from "../errors/argument-error.ts";
import { evaluateRun } from "../evaluation/evaluate-run.ts";
import { lossCurves, metricByTurn, subsetBars } from "./index.ts";
import type { VegaLiteSpec } from "./index.ts";
import { renderPng, renderSvg } from "./node/index.ts";
import { dashScale, fillScale, shapeScale } from "./vega-lite-spec.ts";

const key = (dialogueId: string, turn: number) => ({ turnId: `${dialogueId}#${turn}`, dialogueId, turn });
const truth = [..."abc"].flatMap((id) =>
  [1, 2].map((turn) => ({ ...key(id, turn), trackId: `${id}${turn}` })),
);
const run = truth.map(({ trackId, ...turn }, index) => ({
  ...turn,
  ranked: index % 2 ? ["x", trackId] : [trackId],
}));
const subsets = { warm: new Set(["a1", "b1", "c2"]), cold: new Set(["a2", "b2", "c1"]) };
const evaluation = evaluateRun(run, truth, { subsets, intervals: { seed: 1, resamples: 100 } });
const { byTurn } = evaluation.subsets.all;
const systems = ["talkplay", "bm25"].map((system) => ({ system, byTurn, subsets: evaluation.subsets }));

const curves = ["with", "without"].map((name) => ({
  name,
  points: [
    { step: 0, trainCrossEntropy: 8, validationCrossEntropy: 8.1, selfSimilarity: 1 },
    { step: 10, trainCrossEntropy: 5 },
    { step: 20, validationCrossEntropy: 4.5, selfSimilarity: 0.2 },
  ],
}));

const plots: [string, () => VegaLiteSpec, string[]][] = [
  [
    "loss curves",
    () => lossCurves({ curves, title: "Losses" }),
    ["Losses", "Cross-entropy", "Self-similarity", "without"],
  ],
  ["MRR by turn", () => metricByTurn({ systems }), ["MRR", "Turn", "talkplay", "bm25"]],
  ["warm and cold bars", () => subsetBars({ systems }), ["MRR", "Hit@10", "warm", "cold", "talkplay"]],
];

describe.each(plots)("unit: %s", (_, plot, texts) => {
  it("is plain data", () => {
    const spec = plot();
    expect(JSON.parse(JSON.stringify(spec))).toEqual(spec);
  });

  it("renders to SVG with its titles and names, without a NaN", async () => {
    const svg = await renderSvg(plot());
    expect(svg).toMatch(/^<svg/);
    for (const text of texts) expect(svg).toContain(text);
    expect(svg).not.toMatch(/NaN|undefined/);
  });
});

describe("unit: plots are readable", () => {
  it.each(plots)("%s compiles without a warning", async (_, plot) => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    await renderSvg(plot());
    expect(warn.mock.calls).toEqual([]);
    warn.mockRestore();
  });

  it("in black and white: neighbouring bars differ by a fifth of the way from black to white", () => {
    const named = ["a", "b", "c", "d"];
    const greys = fillScale(named).range.map(greyOf);
    for (const [index, grey] of greys.slice(1).entries())
      expect(Math.abs(grey - greys[index]!), `${named[index]} and ${named[index + 1]}`).toBeGreaterThan(0.19);
  });

  it("in black and white: no two of eight lines have both the same dash and the same point", () => {
    const names = [..."abcdefgh"];
    const looks = names.map((_, index) => [dashScale(names).range[index], shapeScale(names).range[index]]);
    expect(new Set(looks.map((look) => JSON.stringify(look))).size).toBe(8);
  });
});

/** Luma of Rec. 601, 0 black to 1 white. */
function greyOf(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((place) => Number.parseInt(colour.slice(place, place + 2), 16));
  return (0.299 * red! + 0.587 * green! + 0.114 * blue!) / 255;
}

const widthOf = (png: Uint8Array) => new DataView(png.buffer, png.byteOffset).getUint32(16);

describe("unit: PNG", () => {
  it("is as wide as the plot times the scale", async () => {
    const spec = metricByTurn({ systems });
    const [once, twice] = [await renderPng(spec, { scale: 1 }), await renderPng(spec)];
    expect([...once.subarray(1, 4)]).toEqual([..."PNG"].map((letter) => letter.charCodeAt(0)));
    expect(widthOf(once)).toBeGreaterThan(460);
    expect(Math.abs(widthOf(twice) - 2 * widthOf(once))).toBeLessThanOrEqual(1);
  });
});

describe("unit: plots draw what they are given", () => {
  it("leaves the self-similarity panel out when it was not measured", () => {
    const panels = lossCurves({ curves: [{ name: "a", points: [{ step: 1, trainCrossEntropy: 2 }] }] })[
      "hconcat"
    ];
    expect(panels).toHaveLength(1);
  });

  it("leaves turn numbers out that too few dialogues reach", () => {
    const sparse = [
      { system: "a", byTurn: byTurn.map((figures) => ({ ...figures, turns: 4 - figures.turn })) },
    ];
    const { values } = metricByTurn({ systems: sparse, minimumTurns: 3 })["data"] as {
      values: { turn: number }[];
    };
    expect(values.map(({ turn }) => turn)).toEqual([1]);
  });

  it.each([
    ["curves without points", () => lossCurves({ curves: [{ name: "a", points: [] }] })],
    ["no systems", () => metricByTurn({ systems: [] })],
    ["a subset that a system lacks", () => subsetBars({ systems, subsets: ["lukewarm"] })],
  ])("refuses %s", (_, plot) => expect(plot).toThrow(ArgumentError));
});
