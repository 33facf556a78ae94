export {
  trainItem2VecInThreads,
  type Item2VecThreadsOptions,
} from "../embeddings/item2vec/threads/train-item2vec-in-threads.ts";
export { loadTokenizer } from "./load-tokenizer.ts";
export { saveTokenizer } from "./save-tokenizer.ts";
