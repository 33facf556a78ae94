import * as tf from "@tensorflow/tfjs-core";
import { projectFewRows } from "../backend/native-ops/project-few-rows.ts";
import { matMulIn } from "./compute-type.ts";
import type { ComputeType } from "./compute-type.ts";

/**
 * The product with a matrix in Hugging Face's layout.
 *
 * @param input [rows, in]
 * @param weight [out, in]
 * @param computeType @default "float32"
 * @returns input · weightᵀ, [rows, out]
 */
export function project(
  input: tf.Tensor2D,
  weight: tf.Tensor2D,
  computeType: ComputeType = "float32",
): tf.Tensor2D {
  if (computeType !== "float32") return matMulIn(computeType)(input, weight, false, true);
  return projectFewRows(input, weight) ?? tf.matMul(input, weight, false, true);
}
