import { modelFolder } from "@talkplay/llm-core/node";
import { join } from "node:path";
import { readRecommender } from "./read-recommender.ts";
import type { LoadedRecommender, ReadRecommenderOptions } from "./read-recommender.ts";

/** The recommender that `saveRecommender` saved in a folder on disk; see {@link readRecommender}. */
export function loadRecommender(folder: string, options: ReadRecommenderOptions): Promise<LoadedRecommender> {
  return readRecommender((name) => modelFolder(join(folder, name)), options);
}
