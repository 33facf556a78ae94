import { defineConfig } from "tsup";
import { packageBuild } from "../../tsup.shared.ts";

export default defineConfig(
  packageBuild({
    index: "src/index.ts",
    "bytes/index": "src/bytes/index.ts",
    "rows/index": "src/rows/index.ts",
  }),
);
