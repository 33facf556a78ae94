export { cacheTextEmbedder, type CacheTextEmbedderOptions } from "../embeddings/cache/cache-text-embedder.ts";
export { openAudioCache, type AudioCacheOptions } from "../embeddings/cache/open-audio-cache.ts";
export {
  trainItem2VecInThreads,
  type Item2VecThreadsOptions,
} from "../embeddings/item2vec/threads/train-item2vec-in-threads.ts";
export { loadTokenizer } from "./load-tokenizer.ts";
export { saveTokenizer } from "./save-tokenizer.ts";
export { readEmbeddings, type ReadEmbeddingsOptions } from "./read-embeddings.ts";
