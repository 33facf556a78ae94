export {
  chunkedCrossEntropy,
  type ChunkedCrossEntropyOptions,
  type MatMul,
} from "./cross-entropy/chunked-cross-entropy.ts";
export { crossEntropy } from "./cross-entropy/cross-entropy.ts";
export type { CrossEntropyOptions, LabelledRows } from "./cross-entropy/labelled-rows.ts";
export { LossInputError } from "./loss-input-error.ts";
export { centroidSimilarities } from "./self-similarity/centroid-similarities.ts";
export {
  selfSimilarity,
  type SelfSimilarityForm,
  type SelfSimilarityOptions,
  type SelfSimilarityReference,
} from "./self-similarity/self-similarity.ts";
export {
  talkPlayLoss,
  type TalkPlayLoss,
  type TalkPlayLossOptions,
} from "./talk-play-loss/talk-play-loss.ts";
