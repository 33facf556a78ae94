// @ts-check
import { readFileSync, writeFileSync } from "node:fs";
import createWabt from "wabt";

/**
 * Compiles the log-mel spectrogram's inner loop, log-mel.wat, into log-mel-wasm.ts:
 *
 *   node packages/music-tokenizer/scripts/compile-log-mel.mjs
 */
const folder = new URL("../src/audio/", import.meta.url);
const source = readFileSync(new URL("log-mel.wat", folder), "utf8");
const module = (await createWabt()).parseWat("log-mel.wat", source, { simd: true });

writeFileSync(
  new URL("log-mel-wasm.ts", folder),
  `/** log-mel.wat, compiled by packages/music-tokenizer/scripts/compile-log-mel.mjs: base64 of a WebAssembly module. */
export const logMelWasm =
  "${Buffer.from(module.toBinary({}).buffer).toString("base64")}";
`,
);
