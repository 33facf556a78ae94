export { codeIndexFromBytes, codeIndexToBytes } from "./code-index-bytes.ts";
export { CodeIndexBytesError } from "./sections.ts";
