import * as tf from "@tensorflow/tfjs-core";
import { squaredLength } from "./row-matrix.ts";

/** How far rounding can take the backend's scores x·c − |c|²/2 from the exact ones. */
export class ScoreError {
  private longest = 0;
  private largestOffset = 0;

  private constructor(private readonly roundoff: number) {}

  static async create(width: number): Promise<ScoreError> {
    return new ScoreError(await productRoundoff(width));
  }

  /** Scores of these centroids, [clusters, width], are compared as well from now on. */
  allow(centroids: Float32Array, width: number, penalties?: Float64Array): void {
    for (let cluster = 0; cluster < centroids.length / width; cluster++) {
      const squared = squaredLength(centroids, cluster, width);
      this.longest = Math.max(this.longest, Math.sqrt(squared));
      this.largestOffset = Math.max(this.largestOffset, (squared + (penalties?.[cluster] ?? 0)) / 2);
    }
  }

  /**
   * Two scores of a row of this length that differ by more are in the right order: twice the error of one, of its dot
   * product, of its offset, and of their sum.
   */
  doubt(length: number): number {
    const product = length * this.longest;
    return 2 * (this.roundoff * product + 2 ** -22 * (this.largestOffset + product));
  }
  /** The same for a row of which only the squared distance to one of the centroids is known. */
  doubtNear(squaredDistance: number): number {
    return this.doubt(Math.sqrt(squaredDistance) + this.longest);
  }
}

/**
 * Bound of |computed − exact| of a dot product over |x||c|: float32 sums in any order, and twice 2⁻¹¹ for operands
 * where the backend rounds them to fewer bits (TensorFloat-32 on GPUs), which one product shows.
 */
async function productRoundoff(width: number): Promise<number> {
  const size = 32;
  const fine = 1 + 2 ** -12;
  const product = tf.tidy(() => tf.matMul(tf.mul(tf.eye(size), fine), tf.eye(size)));
  const rounded = (await product.data())[0] !== fine;
  product.dispose();
  return width * 2 ** -24 + (rounded ? 2 ** -10 : 0);
}
