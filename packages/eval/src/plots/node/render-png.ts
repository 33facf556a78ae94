import { MissingPackageError } from "../../errors/missing-package-error.ts";
import type { VegaLiteSpec } from "../vega-lite-spec.ts";
import { renderSvg } from "./render-svg.ts";

/** Options of `renderPng`. */
export interface RenderPngOptions {
  /** Pixels per pixel of the specification; 2 is sharp on paper up to a column's width. @default 2 */
  scale?: number;
}

/**
 * Renders a plot to a PNG image. Needs the optional peers `vega`, `vega-lite` and `@resvg/resvg-js`.
 *
 * @throws {MissingPackageError} if they are not installed.
 * @throws {Error} by vega, if the specification is not valid Vega-Lite.
 */
export async function renderPng(
  spec: VegaLiteSpec,
  { scale = 2 }: RenderPngOptions = {},
): Promise<Uint8Array> {
  const { Resvg } = await loadResvg();
  const svg = await renderSvg(spec);
  return new Resvg(svg, { fitTo: { mode: "zoom", value: scale } }).render().asPng();
}

/** Whether the optional peer `@resvg/resvg-js` is installed. */
export async function canRenderPng(): Promise<boolean> {
  return loadResvg().then(
    () => true,
    () => false,
  );
}

async function loadResvg() {
  try {
    return await import("@resvg/resvg-js");
  } catch (cause) {
    const packages = ["@resvg/resvg-js@2"];
    throw new MissingPackageError({ what: "PNG images are drawn by resvg", packages }, { cause });
  }
}
