import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { describe, expect, it } from "vitest";

/** Bytes of what an application that imports these names ships: bundled, minified, gzipped. */
async function shippedBytes(names: string): Promise<number> {
  const { outputFiles, metafile } = await build({
    stdin: {
      contents: `export ${names} from "./index.ts"`,
      resolveDir: fileURLToPath(new URL(".", import.meta.url)),
    },
    bundle: true,
    minify: true,
    format: "esm",
    platform: "neutral",
    target: "es2022",
    metafile: true,
    write: false,
  });
  const [output] = Object.values(metafile.outputs);
  expect(output?.imports).toEqual([]);
  return gzipSync(outputFiles[0]!.contents, { level: 9 }).length;
}

describe("what an application ships", () => {
  it("unit: lookups, live changes, tries and ranking stay below 8 kB and import nothing", async () => {
    const names = "{ createCodeIndex, createBitmap, createTrie, rankByLikelihood, MatcherInputError }";
    expect(await shippedBytes(names)).toBeLessThan(8000);
  });

  it("unit: with saving and loading as well, 9 kB", async () => {
    expect(await shippedBytes("*")).toBeLessThan(9000);
  });
});
