import * as tf from "@tensorflow/tfjs-core";
import { LossInputError } from "../loss-input-error.ts";
import { centroidSimilarities, rowNorms } from "./centroid-similarities.ts";

/** What the paper leaves open in its Eq. 2. */
export interface SelfSimilarityForm {
  /**
   * How a difference of two similarities counts: squared or absolute. The paper does not state this.
   * @default "squared"
   */
  error?: "squared" | "absolute";
  /**
   * "mean" divides each modality's sum by K² and averages over modalities, "sum" adds everything. The paper
   * does not state this.
   * @default "mean"
   */
  reduction?: "mean" | "sum";
}

/** What the embeddings' similarities should become: centroids, or their similarities computed beforehand. */
export type SelfSimilarityReference =
  | {
      /** Codebook centroids, [K, width] per modality; widths and K may differ between modalities. */
      centroids: readonly tf.Tensor2D[];
    }
  | {
      /** `centroidSimilarities` of each codebook, [K, K] per modality. */
      similarities: readonly tf.Tensor2D[];
    };

/** Options of `selfSimilarity`. */
export type SelfSimilarityOptions = SelfSimilarityForm &
  SelfSimilarityReference & {
    /** Embeddings of the modality's tokens in the order of its codes, [K, dim] per modality. */
    embeddings: readonly tf.Tensor2D[];
  };

/** Rows of a similarity matrix that are held at one time. */
const tileRows = 1024;

/**
 * Self-similarity loss: music tokens should resemble each other as their centroids do,
 *
 *   1/(M·K²) · Σₘ Σᵢⱼ (ĉₘᵢ·ĉₘⱼ − êₘᵢ·êₘⱼ)²
 *
 * with ĉ the L2-normalised centroids (constant) and ê the L2-normalised token embeddings (trained). This
 * reconstructs Eq. 2 of the paper (arXiv 2502.13713), which names the two similarities but whose error and
 * normalisation are our reading; both are options.
 *
 * Similarities are compared in tiles of 1,024 rows, one modality after the other, so codebooks of any size and number
 * cost [1024, K] of memory beside their gradients of [K, dim].
 *
 * @returns a scalar, differentiable in `embeddings`
 * @throws LossInputError if there is no modality, or a modality's reference has another K than its embeddings
 */
export function selfSimilarity(options: SelfSimilarityOptions): tf.Scalar {
  const { embeddings, error = "squared", reduction = "mean" } = options;
  const references = "similarities" in options ? options.similarities : options.centroids;
  checkModalities(references, embeddings, "similarities" in options);
  return tf.tidy(() => {
    const terms = embeddings.map((rows, modality) =>
      tf.tidy(() => {
        const scale = reduction === "sum" ? 1 : 1 / (embeddings.length * rows.shape[0] ** 2);
        const reference = references[modality]!;
        const similarities = "similarities" in options ? reference : centroidSimilarities(reference);
        return tf.mul<tf.Scalar>(similarityError(rows, similarities, error), scale);
      }),
    );
    return tf.sum<tf.Scalar>(tf.stack(terms));
  });
}

/** Σᵢⱼ error(êᵢ·êⱼ − referenceᵢⱼ), with the gradient of the embeddings computed tile by tile in the forward pass. */
function similarityError(
  embeddings: tf.Tensor2D,
  similarities: tf.Tensor2D,
  error: "squared" | "absolute",
): tf.Scalar {
  const compare = tf.customGrad((...inputs) => {
    const [rows, save] = inputs as unknown as [tf.Tensor2D, tf.GradSaveFunc];
    const norms = rowNorms(rows);
    const unit = tf.div<tf.Tensor2D>(rows, norms);
    const count = rows.shape[0];
    const values: tf.Scalar[] = [];
    const gradients: tf.Tensor2D[] = [];
    for (let start = 0; start < count; start += tileRows) {
      const size = Math.min(tileRows, count - start);
      const tile = tf.tidy(() => {
        const ownRows = tf.slice(unit, [start, 0], [size, -1]);
        const own = tf.matMul(ownRows, unit, false, true); // [tile, K]
        const difference = tf.sub(own, tf.slice(similarities, [start, 0], [size, -1]));
        const slope = error === "squared" ? tf.mul(difference, 2) : tf.sign(difference);
        // Row i enters the symmetric matrix twice, as a row and as a column.
        const gradient = tf.mul<tf.Tensor2D>(tf.matMul(slope, unit), 2);
        // Of what a row's unit vector gains, the part along it is lost as its length changes nothing.
        const along = tf.mul(ownRows, tf.sum(tf.mul(ownRows, gradient), 1, true));
        const ofRows = tf.div<tf.Tensor2D>(tf.sub(gradient, along), tf.slice(norms, start, size));
        const cost = error === "squared" ? tf.square(difference) : tf.abs(difference);
        return { value: tf.sum<tf.Scalar>(cost), gradient: ofRows };
      });
      values.push(tile.value);
      gradients.push(tile.gradient);
    }
    save([gradients.length === 1 ? gradients[0]! : tf.concat(gradients, 0)]);
    return {
      value: tf.addN(values),
      gradFunc: (upstream: tf.Tensor, saved: tf.Tensor[]) => tf.mul(saved[0]!, upstream),
    };
  });
  return compare(embeddings) as tf.Scalar;
}

function checkModalities(
  references: readonly tf.Tensor2D[],
  embeddings: readonly tf.Tensor2D[],
  square: boolean,
): void {
  if (embeddings.length === 0 || references.length !== embeddings.length) {
    throw new LossInputError({
      argument: "embeddings",
      expected: `one matrix for each of ${references.length} reference modalities, at least one`,
      got: `${embeddings.length}`,
    });
  }
  embeddings.forEach((rows, modality) => {
    const [codes] = rows.shape;
    const { shape } = references[modality]!;
    if (shape[0] !== codes || (square && shape[1] !== codes)) {
      throw new LossInputError({
        argument: `${square ? "similarities" : "centroids"}[${modality}]`,
        expected: square ? `[${codes}, ${codes}]` : `[${codes}, width]`,
        got: `[${shape}]`,
      });
    }
  });
}
