export { renderSvg } from "./render-svg.ts";
