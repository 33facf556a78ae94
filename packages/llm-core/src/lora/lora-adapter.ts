import * as tf from "@tensorflow/tfjs-core";
import type { MatMul } from "../model/compute-type.ts";
import type { LoraConfig } from "./lora-config.ts";

/**
 * Low-rank changes to the projections of a Llama: W becomes W + scale · B A.
 *
 * Source: Hu et al. 2021 (arXiv 2106.09685), as in Hugging Face's PEFT, without dropout.
 */
export class LoraAdapter {
  readonly config: LoraConfig;
  /**
   * `MODULE.lora_A.weight` [rank, in] and `MODULE.lora_B.weight` [out, rank], MODULE as in
   * `model.layers.0.self_attn.q_proj`.
   */
  readonly weights: ReadonlyMap<string, tf.Variable>;

  /** @param weights the adapter owns and disposes them. */
  constructor(config: LoraConfig, weights: ReadonlyMap<string, tf.Variable>) {
    this.config = config;
    this.weights = weights;
  }

  /** What B A is multiplied by. */
  get scale(): number {
    const { alpha, rank, rankStabilized } = this.config;
    return alpha / (rankStabilized ? Math.sqrt(rank) : rank);
  }

  /** Names of A and B of a projection's matrix in the model, whether the adapter has them or not. */
  namesOf(weight: string): [a: string, b: string] {
    const projection = weight.slice(0, -".weight".length);
    return [`${projection}.lora_A.weight`, `${projection}.lora_B.weight`];
  }

  /** Whether it changes this matrix of the model. */
  changes(weight: string): boolean {
    return this.#pair(weight) !== undefined;
  }

  /**
   * A projection's output with its change; `output` itself if the projection has none.
   *
   * @param weight name of the projection's matrix in the model
   * @param input [rows, in]
   * @param output [rows, out], what the unchanged projection makes of `input`
   * @param matMul the product of two matrices. @default tf.matMul
   */
  apply(weight: string, input: tf.Tensor2D, output: tf.Tensor2D, matMul: MatMul = tf.matMul): tf.Tensor2D {
    const pair = this.#pair(weight);
    if (!pair) return output;
    const narrow = tf.mul<tf.Tensor2D>(matMul(input, pair.a, false, true), this.scale); // [rows, rank]
    return tf.add(output, matMul(narrow, pair.b, false, true));
  }

  /** A matrix of the model with its change, a new tensor. */
  merge(weight: string, matrix: tf.Tensor): tf.Tensor {
    const pair = this.#pair(weight);
    if (!pair) return tf.clone(matrix);
    return tf.tidy(() => tf.add(matrix, tf.mul(tf.matMul(pair.b, pair.a), this.scale)));
  }

  /** Frees all weights. */
  dispose(): void {
    tf.dispose([...this.weights.values()]);
  }

  #pair(weight: string): { a: tf.Tensor2D; b: tf.Tensor2D } | undefined {
    const [a, b] = this.namesOf(weight).map((name) => this.weights.get(name)) as (tf.Tensor2D | undefined)[];
    return a && b && { a, b };
  }
}
