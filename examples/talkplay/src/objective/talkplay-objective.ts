import * as tf from "@tensorflow/tfjs-core";
import type { Objective } from "@talkplay/llm-core";
import { talkPlayLoss } from "@talkplay/losses";
import type { MusicVocabulary } from "../music-tokens/music-vocabulary.ts";

/**
 * The paper's loss as llm-core's training takes it: L_conversation + L_playlist + λ · L_self-similarity.
 *
 * @param options.centroids the codebooks' centroids, [K, width] per modality; left out, there is no self-similarity loss
 * @param options.weight λ
 */
export function talkPlayObjective({
  vocabulary,
  centroids,
  weight = 1,
}: {
  vocabulary: MusicVocabulary;
  centroids?: tf.Tensor2D[] | undefined;
  weight?: number;
}): Objective {
  return ({ embedding, labelled }) => {
    const { loss, ...metrics } = talkPlayLoss({
      conversation: labelled("conversation"),
      playlist: labelled("playlist"),
      embedding,
      ...(centroids && { selfSimilarity: { centroids, tokenIds: vocabulary.clusterIds, weight } }),
    });
    return { loss, metrics };
  };
}
