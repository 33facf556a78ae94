import { defineConfig } from "tsup";
import { packageBuild } from "../../tsup.shared.ts";

export default defineConfig(
  packageBuild({
    index: "src/index.ts",
    "tokens/index": "src/tokens/index.ts",
    "node/index": "src/node/index.ts",
    "use-lite": "src/embeddings/use-lite.ts",
    "use-lite/node": "src/embeddings/use-lite-node.ts",
  }),
);
