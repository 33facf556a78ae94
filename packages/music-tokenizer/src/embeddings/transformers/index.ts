export { EmbeddedRowsError } from "../row-buffer.ts";
export {
  createTransformersEmbedder,
  type FeatureExtractor,
  type TransformersEmbedderOptions,
} from "./transformers-embedder.ts";
