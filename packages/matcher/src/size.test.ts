import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { describe, expect, it } from "vitest";

/** Bytes of what an application that has these exports ships: bundled, minified, gzipped. */
async function shippedBytes(contents: string): Promise<number> {
  const { outputFiles, metafile } = await build({
    stdin: {
      contents,
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
  it("unit: the whole main entry stays below 8 kB and imports nothing", async () => {
    expect(await shippedBytes('export * from "./index.ts"')).toBeLessThan(8000);
  });

  it("unit: with ./bytes, saving and loading, below 9.5 kB", async () => {
    const both = 'export * from "./index.ts"; export * from "./bytes/index.ts"';
    expect(await shippedBytes(both)).toBeLessThan(9500);
  });

  it("unit: with ./rows, batches answered in typed arrays, below 8.5 kB", async () => {
    const both = 'export * from "./index.ts"; export * from "./rows/index.ts"';
    expect(await shippedBytes(both)).toBeLessThan(8500);
  });
});
