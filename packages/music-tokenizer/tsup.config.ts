import { defineConfig } from "tsup";
import { packageBuild } from "../../tsup.shared.ts";

export default defineConfig(
  packageBuild({
    index: "src/index.ts",
    "tokens/index": "src/tokens/index.ts",
    "node/index": "src/node/index.ts",
    "bin/music-tokenizer": "src/bin/music-tokenizer.ts",
    "endpoint/index": "src/embeddings/endpoint/index.ts",
    "transformers/index": "src/embeddings/transformers/index.ts",
    "matrices/index": "src/embeddings/matrices/index.ts",
    "parquet/index": "src/embeddings/matrices/parquet.ts",
    "audio/index": "src/audio/index.ts",
    "musicnn/index": "src/audio/musicnn/index.ts",
    "musicnn/convert": "src/audio/musicnn/convert.ts",
    "use-lite": "src/embeddings/use-lite.ts",
    "use-lite/node": "src/embeddings/use-lite-node.ts",
  }),
);
