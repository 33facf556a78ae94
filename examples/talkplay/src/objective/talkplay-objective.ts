import type { Objective } from "@talkplay/llm-core";
import { talkPlayLoss } from "@talkplay/losses";
import type * as tf from "@tensorflow/tfjs-core";
import type { MusicVocabulary } from "../music-tokens/music-vocabulary.ts";

/**
 * The paper's loss as llm-core's training takes it: L_conversation + L_playlist + λ · L_self-similarity.
 *
 * @param options.similarities `centroidSimilarities` of each modality's codebook, [K, K]; they stay the caller's. Left
 *   out, there is no self-similarity loss
 * @param options.weight λ. The paper does not state its value. @default 1
 */
export function talkPlayObjective({
  vocabulary,
  similarities,
  weight = 1,
}: {
  vocabulary: MusicVocabulary;
  similarities?: readonly tf.Tensor2D[] | undefined;
  weight?: number;
}): Objective {
  return ({ embedding, trainedRows, labelled, matMul }) => {
    const conversation = labelled("conversation");
    const playlist = labelled("playlist");
    const { loss, ...metrics } = talkPlayLoss({
      conversation,
      playlist,
      // Continuations are few in a packed batch: every labelled token counts alike.
      playlistWeight: playlist.hidden.shape[0] / Math.max(1, conversation.hidden.shape[0]),
      embedding,
      trainedRows,
      matMul,
      ...(similarities && { selfSimilarity: { similarities, tokenIds: vocabulary.clusterIds, weight } }),
    });
    return { loss, metrics };
  };
}
