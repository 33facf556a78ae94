import { metricByTurn, subsetBars } from "../plots/index.ts";
import type { VegaLiteSpec } from "../plots/index.ts";
import type { System } from "./evaluate-file.ts";
import type { CommandOptions } from "./options.ts";

/**
 * The plots of a report: their specifications in any case, and the pictures where the optional peers that draw them are
 * installed; `remarks` says what is not, and `pictures` names those that there are.
 */
export async function reportPlots(
  systems: readonly System[],
  { metric, warm, popularity }: CommandOptions,
): Promise<{ files: Record<string, string | Uint8Array>; pictures: string[]; remarks: string[] }> {
  const bySubset = systems.map(({ system, evaluation }) => ({ system, subsets: evaluation.subsets }));
  const buckets = Object.keys(bySubset[0]!.subsets).filter((subset) => subset.startsWith("popularity "));
  const specs: Record<string, VegaLiteSpec> = {
    [`${metric}-by-turn`]: metricByTurn({
      systems: systems.map(({ system, evaluation }) => ({ system, byTurn: evaluation.subsets.all.byTurn })),
      metric,
    }),
    ...(warm !== undefined && { "warm-and-cold": subsetBars({ systems: bySubset }) }),
    ...(popularity !== undefined && {
      "by-popularity": subsetBars({ systems: bySubset, subsets: buckets, width: 90 * systems.length }),
    }),
  };
  const files: Record<string, string | Uint8Array> = {};
  for (const [name, spec] of Object.entries(specs))
    files[`${name}.vl.json`] = `${JSON.stringify(spec, null, 2)}\n`;

  const { canRender, renderSvg } = await import("../plots/node/render-svg.ts");
  const { canRenderPng, renderPng } = await import("../plots/node/render-png.ts");
  if (!(await canRender()))
    return {
      files,
      pictures: [],
      remarks: [
        "The plots are Vega-Lite specifications; `npm install vega@6 vega-lite@6` to have them drawn.",
      ],
    };
  const png = await canRenderPng();
  for (const [name, spec] of Object.entries(specs)) {
    files[`${name}.svg`] = await renderSvg(spec);
    if (png) files[`${name}.png`] = await renderPng(spec);
  }
  const remarks = png ? [] : ["`npm install @resvg/resvg-js@2` to have the plots as PNG images as well."];
  return { files, pictures: Object.keys(specs), remarks };
}
