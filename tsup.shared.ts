import type { Options } from "tsup";

/** The build every package shares: ESM with type declarations and source maps, nothing bundled in. */
export function packageBuild(entry: Record<string, string>): Options {
  return {
    entry,
    format: ["esm"],
    target: "es2022",
    platform: "neutral",
    dts: true,
    sourcemap: true,
    clean: true,
    splitting: true,
    treeshake: true,
    tsconfig: "tsconfig.json",
    external: [/^node:/],
    // The sources ship beside the build (`files` in package.json), where the maps find them.
    esbuildOptions(options) {
      options.sourcesContent = false;
    },
  };
}
