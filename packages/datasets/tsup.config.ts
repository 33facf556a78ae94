import { defineConfig } from "tsup";
import { packageBuild } from "../../tsup.shared.ts";

export default defineConfig(
  packageBuild({
    index: "src/index.ts",
    "node/index": "src/node/index.ts",
    "node/slice-worker": "src/node/million-playlist/slice-worker.ts",
    "parquet/index": "src/parquet/index.ts",
    "ai-sdk/index": "src/ai-sdk/index.ts",
    "gemini/index": "src/gemini/index.ts",
    "bin/talkplay-datasets": "src/bin/talkplay-datasets.ts",
  }),
);
