import * as tf from "@tensorflow/tfjs-core";
import { chunkedCrossEntropy, type MatMul } from "../cross-entropy/chunked-cross-entropy.ts";
import type { LabelledRows } from "../cross-entropy/labelled-rows.ts";
import {
  selfSimilarity,
  type SelfSimilarityForm,
  type SelfSimilarityReference,
} from "../self-similarity/self-similarity.ts";

/** Options of `talkPlayLoss`. */
export interface TalkPlayLossOptions {
  /** Labelled positions of conversations: music tokens, responses and their ends of turn. */
  conversation: LabelledRows;
  /** Labelled positions of playlist continuations; without rows this term is 0. */
  playlist?: LabelledRows;
  /**
   * Weight of the playlists' cross-entropy. 1 is the paper's sum of two means, right for batches with about as many
   * labels of either kind; where continuations are few, their mean is noisy, and their share of the labels as weight
   * counts every token alike.
   * @default 1
   */
  playlistWeight?: number;
  /** Output embedding, [vocabulary, dim]. */
  embedding: tf.Tensor2D;
  /** The last rows of `embedding` when only these are trained, see `chunkedCrossEntropy`. */
  trainedRows?: tf.Tensor2D;
  /** Leave out to train without the self-similarity loss. */
  selfSimilarity?: SelfSimilarityForm &
    SelfSimilarityReference & {
      /** Rows of `tokenEmbedding` that hold each modality's tokens in the order of its codes: K ids per modality. */
      tokenIds: readonly (readonly number[] | Int32Array)[];
      /**
       * The matrix whose rows are compared with the centroids, [vocabulary, dim].
       * @default embedding (the output embedding, which is the input embedding when they are tied)
       */
      tokenEmbedding?: tf.Tensor2D;
      /**
       * λ, the weight of this term. The paper does not state its value.
       * @default 1
       */
      weight?: number;
    };
  /** Rows whose logits are held at one time, see `chunkedCrossEntropy`. */
  chunkRows?: number;
  /** Products of the cross-entropies, see `chunkedCrossEntropy`. */
  matMul?: MatMul;
}

/** The loss and its parts. */
export interface TalkPlayLoss {
  /** conversation + playlistWeight · playlist + λ · selfSimilarity */
  loss: tf.Scalar;
  /** Cross-entropy of the conversations, nats a token. */
  conversation: tf.Scalar;
  /** Cross-entropy of the playlist continuations, nats a token; 0 without any. */
  playlist: tf.Scalar;
  /** The unweighted self-similarity loss; 0 if it was left out. */
  selfSimilarity: tf.Scalar;
}

/**
 * The loss that TalkPlay trains with (arXiv 2502.13713, Eq. 1 and §4.3):
 * L = L_conversation + L_playlist + λ · L_self-similarity.
 *
 * A group without rows counts 0, since a packed batch may hold conversations only or playlists only.
 *
 * @throws LossInputError if shapes do not match
 */
export function talkPlayLoss(options: TalkPlayLossOptions): TalkPlayLoss {
  const { embedding, trainedRows, chunkRows, matMul, playlistWeight = 1 } = options;
  return tf.tidy(() => {
    const crossEntropyOf = (rows: LabelledRows | undefined) =>
      rows && rows.hidden.shape[0] > 0
        ? chunkedCrossEntropy({ ...rows, embedding, trainedRows, chunkRows, matMul })
        : tf.scalar(0);
    const conversation = crossEntropyOf(options.conversation);
    const playlist = crossEntropyOf(options.playlist);
    const crossEntropy = tf.add<tf.Scalar>(conversation, tf.mul(playlist, playlistWeight));
    if (!options.selfSimilarity) {
      return { loss: crossEntropy, conversation, playlist, selfSimilarity: tf.scalar(0) };
    }
    const { tokenIds, tokenEmbedding, weight = 1, ...reference } = options.selfSimilarity;
    const similarity = selfSimilarity({
      ...reference,
      embeddings: tokenEmbedding
        ? gatherModalities(tokenIds, tokenEmbedding)
        : gatherModalities(tokenIds, embedding, trainedRows),
    });
    const loss = tf.add<tf.Scalar>(crossEntropy, tf.mul(similarity, weight));
    return { loss, conversation, playlist, selfSimilarity: similarity };
  });
}

/**
 * [K, dim] per modality by one gather, whose gradient is one matrix for all modalities: of the trained rows if there are
 * such and every token is among them, else of [vocabulary, dim].
 */
function gatherModalities(
  tokenIds: readonly (readonly number[] | Int32Array)[],
  embedding: tf.Tensor2D,
  trainedRows: tf.Tensor2D = embedding,
): tf.Tensor2D[] {
  const ids = tokenIds.flatMap((modality) => [...modality]);
  const fromRow = embedding.shape[0] - trainedRows.shape[0];
  const areTrained = ids.every((id) => id >= fromRow);
  const places = areTrained ? ids.map((id) => id - fromRow) : ids;
  const sizes = tokenIds.map((modality) => modality.length);
  return tf.split(tf.gather(areTrained ? trainedRows : embedding, tf.tensor1d(places, "int32")), sizes);
}
