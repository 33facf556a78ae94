import { gzipSync } from "node:zlib";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { expect, it } from "vitest";

it("unit: the tokens entry is under 3 kB gzipped, minified for browsers", async () => {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL("index.ts", import.meta.url))],
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    write: false,
  });
  const { length } = gzipSync(outputFiles[0]!.contents, { level: 9 });
  expect(length).toBeGreaterThan(1000);
  expect(length).toBeLessThan(3000);
});
