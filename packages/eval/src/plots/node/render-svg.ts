import { MissingPackageError } from "../../errors/missing-package-error.ts";
import type { VegaLiteSpec } from "../vega-lite-spec.ts";

/**
 * Renders a plot to an SVG document. Needs the optional peers `vega` and `vega-lite`; no browser, no canvas.
 *
 * @throws {MissingPackageError} if they are not installed.
 * @throws {Error} by vega, if the specification is not valid Vega-Lite.
 */
export async function renderSvg(spec: VegaLiteSpec): Promise<string> {
  const { vega, vegaLite } = await loadVega();
  const { spec: compiled } = vegaLite.compile(spec as unknown as Parameters<typeof vegaLite.compile>[0]);
  const view = new vega.View(vega.parse(compiled), { renderer: "none" });
  try {
    return await view.toSVG();
  } finally {
    view.finalize();
  }
}

/** Whether the optional peers are installed. */
export async function canRender(): Promise<boolean> {
  return loadVega().then(
    () => true,
    () => false,
  );
}

async function loadVega() {
  try {
    const [vega, vegaLite] = await Promise.all([import("vega"), import("vega-lite")]);
    return { vega, vegaLite };
  } catch (cause) {
    const packages = ["vega@6", "vega-lite@6"];
    throw new MissingPackageError({ what: "Plots are rendered by vega with vega-lite", packages }, { cause });
  }
}
