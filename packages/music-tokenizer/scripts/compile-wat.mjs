// @ts-check
import { readFileSync, writeFileSync } from "node:fs";
import createWabt from "wabt";

/**
 * Compiles the inner loops of the log-mel spectrogram and of k-means' distances, log-mel.wat and row-distances.wat,
 * each into a TypeScript file beside it:
 *
 *   node packages/music-tokenizer/scripts/compile-wat.mjs
 */
const wabt = await createWabt();
for (const { folder, name, constant } of [
  { folder: "audio", name: "log-mel", constant: "logMelWasm" },
  { folder: "kmeans", name: "row-distances", constant: "rowDistancesWasm" },
]) {
  const at = new URL(`../src/${folder}/`, import.meta.url);
  const source = readFileSync(new URL(`${name}.wat`, at), "utf8");
  const module = wabt.parseWat(`${name}.wat`, source, { simd: true });
  writeFileSync(
    new URL(`${name}-wasm.ts`, at),
    `/** ${name}.wat, compiled by packages/music-tokenizer/scripts/compile-wat.mjs: base64 of a WebAssembly module. */
export const ${constant} =
  "${Buffer.from(module.toBinary({}).buffer).toString("base64")}";
`,
  );
}
