export { MissingPackageError } from "../../errors/missing-package-error.ts";
export { renderPng } from "./render-png.ts";
export type { RenderPngOptions } from "./render-png.ts";
export { renderSvg } from "./render-svg.ts";
