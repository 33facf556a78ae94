import * as tf from "@tensorflow/tfjs-core";
import { projectFewRows } from "../backend/native-ops/project-few-rows.ts";

/**
 * The product with a matrix in Hugging Face's layout.
 *
 * @param input [rows, in]
 * @param weight [out, in]
 * @returns input · weightᵀ, [rows, out]
 */
export function project(input: tf.Tensor2D, weight: tf.Tensor2D): tf.Tensor2D {
  return projectFewRows(input, weight) ?? tf.matMul(input, weight, false, true);
}
