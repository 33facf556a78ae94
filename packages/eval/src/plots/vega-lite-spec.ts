/** A Vega-Lite 6 specification: plain data for any Vega-Lite renderer. */
export interface VegaLiteSpec {
  $schema: string;
  [property: string]: unknown;
}

/** Okabe and Ito's palette, told apart under every common colour blindness; yellow, too pale on paper, is grey here. */
const PALETTE = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000", "#7F7F7F"];

/** For areas side by side: of the same palette, dark and light in turn, so that neighbours differ in grey as well. */
const FILLS = ["#0072B2", "#E69F00", "#F0E442", "#009E73", "#CC79A7", "#7F7F7F", "#56B4E9", "#D55E00"];

/** Point shapes in the palette's order, for the same reason as the dashes. */
const SHAPES = [
  "circle",
  "square",
  "triangle-up",
  "diamond",
  "cross",
  "triangle-down",
  "triangle-right",
  "triangle-left",
];

/** Line dashes in the palette's order, so that lines stay apart in black and white. */
const DASHES = [
  [1, 0],
  [6, 3],
  [2, 2],
  [8, 3, 2, 3],
  [4, 4],
  [10, 4],
  [3, 1],
  [8, 2, 2, 2, 2, 2],
];

/** What all plots share: white ground, print-sized type, quiet grid. */
export function plotSpec(title: string | undefined, body: Record<string, unknown>): VegaLiteSpec {
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    ...(title && { title }),
    background: "white",
    config: {
      font: "Helvetica, Arial, sans-serif",
      axis: { labelFontSize: 12, titleFontSize: 13, titleFontWeight: "normal", gridColor: "#e5e5e5" },
      legend: {
        labelFontSize: 12,
        titleFontSize: 13,
        titleFontWeight: "normal",
        symbolSize: 200,
        labelLimit: 260,
      },
      header: { labelFontSize: 13 },
      title: { fontSize: 14, fontWeight: "normal", anchor: "start" },
      view: { stroke: null },
    },
    ...body,
  };
}

/** A colour scale that gives each name the same colour in every plot with the same names. */
export function colourScale(names: readonly string[]): { domain: readonly string[]; range: string[] } {
  return { domain: names, range: names.map((_, index) => PALETTE[index % PALETTE.length]!) };
}

/** A colour scale for bars. */
export function fillScale(names: readonly string[]): { domain: readonly string[]; range: string[] } {
  return { domain: names, range: names.map((_, index) => FILLS[index % FILLS.length]!) };
}

/** The shape scale that goes with {@link colourScale}. */
export function shapeScale(names: readonly string[]): { domain: readonly string[]; range: string[] } {
  return { domain: names, range: names.map((_, index) => SHAPES[index % SHAPES.length]!) };
}

/** The dash scale that goes with {@link colourScale}. */
export function dashScale(names: readonly string[]): { domain: readonly string[]; range: number[][] } {
  return { domain: names, range: names.map((_, index) => DASHES[index % DASHES.length]!) };
}
