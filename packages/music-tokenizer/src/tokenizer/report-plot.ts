import type { TokenizerReport } from "./report.ts";

/** Options of `reportPlot`. */
export interface ReportPlotOptions {
  /** Width of one modality's chart in pixels. @default 260 */
  width?: number;
  /** Height of one modality's chart in pixels. @default 180 */
  height?: number;
}

/**
 * How evenly each codebook is used, as a Vega-Lite 5 or 6 specification to render with `vega-embed`, `vega` or any
 * Vega editor: per modality the sizes of its clusters from the largest down (line), beside the size that all would have
 * if they were equally large (rule). A line that stays near the rule says that every token tells as much as any other.
 */
export function reportPlot(
  { modalities }: TokenizerReport,
  { width = 260, height = 180 }: ReportPlotOptions = {},
): Record<string, unknown> {
  const names = modalities.map(({ name }) => name);
  const values = modalities.flatMap(({ name, clusters, clusterDetails }) => {
    const sizes = clusterDetails.map(({ size }) => size).toSorted((a, b) => b - a);
    const even = sizes.reduce((sum, size) => sum + size, 0) / clusters;
    return sizes.map((size, at) => ({ modality: name, rank: at + 1, tracks: size, even }));
  });
  const x = {
    field: "rank",
    type: "quantitative",
    title: "Cluster, from the largest down",
    scale: { nice: false },
  };
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    title: {
      text: "Tracks per cluster",
      subtitle: "dashed: if all clusters were equally large",
      anchor: "start",
    },
    background: "white",
    data: { values },
    facet: { field: "modality", type: "nominal", title: null, sort: names },
    columns: 3,
    spec: {
      width,
      height,
      layer: [
        {
          mark: { type: "line", interpolate: "step-after" },
          encoding: {
            x,
            y: {
              field: "tracks",
              type: "quantitative",
              title: "Tracks",
              scale: { type: "symlog" }, // from thousands down to 0
            },
          },
        },
        {
          mark: { type: "rule", strokeDash: [4, 3], color: "#888" },
          encoding: { y: { field: "even", type: "quantitative", aggregate: "max" } },
        },
      ],
    },
    resolve: { scale: { x: "independent", y: "independent" } },
  };
}
