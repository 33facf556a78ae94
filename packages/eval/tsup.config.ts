import { defineConfig } from "tsup";
import { packageBuild } from "../../tsup.shared.ts";

export default defineConfig(
  packageBuild({
    index: "src/index.ts",
    "judge/index": "src/judge/index.ts",
    "node/index": "src/node/index.ts",
    "parquet/index": "src/parquet/index.ts",
    "plots/index": "src/plots/index.ts",
    "plots/node/index": "src/plots/node/index.ts",
    "stemming/index": "src/stemming/index.ts",
    "bin/talkplay-eval": "src/bin/talkplay-eval.ts",
  }),
);
