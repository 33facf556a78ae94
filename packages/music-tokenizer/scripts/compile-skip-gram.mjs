// @ts-check
import { readFileSync, writeFileSync } from "node:fs";
import createWabt from "wabt";

/**
 * Compiles item2vec's inner loop, skip-gram.wat, into skip-gram-wasm.ts:
 *
 *   node packages/music-tokenizer/scripts/compile-skip-gram.mjs
 */
const folder = new URL("../src/embeddings/item2vec/", import.meta.url);
const source = readFileSync(new URL("skip-gram.wat", folder), "utf8");
const wabt = await createWabt();

/** @param {string} sharing */
function compiled(sharing) {
  const module = wabt.parseWat("skip-gram.wat", source.replace("65536 SHARED", `65536 ${sharing}`), {
    threads: true,
    simd: true,
  });
  return Buffer.from(module.toBinary({}).buffer).toString("base64");
}

writeFileSync(
  new URL("skip-gram-wasm.ts", folder),
  `/** skip-gram.wat, compiled by packages/music-tokenizer/scripts/compile-skip-gram.mjs: base64 of a WebAssembly module. */
export const skipGramWasm = {
  /** Imports a memory of its own. */
  alone:
    "${compiled("")}",
  /** Imports a memory that threads share. */
  shared:
    "${compiled("shared")}",
};
`,
);
