import * as tf from "@tensorflow/tfjs-core";
import { hasBfloat16, multiplyInBfloat16 } from "../backend/native-ops/multiply-in-bfloat16.ts";
import { LlamaInputError } from "./llama-errors.ts";

/**
 * In which numbers a model's products with its matrices are computed, forwards and backwards. Weights, gradients,
 * attention, norms and everything else are float32 with either.
 */
export type ComputeType = "float32" | "bfloat16";

/** The product of two matrices, as `tf.matMul` of two: differentiable in both. */
export type MatMul = (
  a: tf.Tensor2D,
  b: tf.Tensor2D,
  transposeA?: boolean,
  transposeB?: boolean,
) => tf.Tensor2D;

/** @throws LlamaInputError if there is no such type or the backend cannot compute in it */
export function matMulIn(computeType: ComputeType): MatMul {
  if (computeType === "float32") return tf.matMul;
  if (computeType !== "bfloat16")
    throw new LlamaInputError("computeType", '"float32" or "bfloat16"', `"${String(computeType)}"`);
  if (hasBfloat16()) return multiplyInBfloat16;
  throw new LlamaInputError(
    "computeType",
    '"float32" on this backend, or useBackend("tensorflow") be called before',
    `"bfloat16" on ${tf.getBackend()}`,
  );
}
