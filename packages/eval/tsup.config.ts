import { defineConfig } from "tsup";
import { packageBuild } from "../../tsup.shared.ts";

export default defineConfig(
  packageBuild({
    index: "src/index.ts",
    "node/index": "src/node/index.ts",
    "plots/index": "src/plots/index.ts",
    "plots/node/index": "src/plots/node/index.ts",
  }),
);
