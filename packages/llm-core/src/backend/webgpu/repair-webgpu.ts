import * as tf from "@tensorflow/tfjs-core";
import { circularKernel, type ComputeDispatch } from "./circular-kernel.ts";
import { groupedAddN } from "./grouped-add-n.ts";

/** Backends whose kernels have been replaced; a kernel is registered for the whole process. */
const repaired = new WeakSet<tf.KernelConfig>();

/**
 * Makes tfjs's WebGPU backend compute right what training and long contexts need: sums of more tensors than a shader
 * may bind (tfjs's own kernel fails there without an exception and the sum stays 0, and with it the norm by which
 * gradients are clipped), and sines and cosines to float32 (WGSL promises 2⁻¹¹, tfjs takes what it gets). A second call
 * does nothing.
 */
export function repairWebGpu(computeDispatch: ComputeDispatch): void {
  const addN = tf.getKernel("AddN", "webgpu");
  if (repaired.has(addN)) return;
  replace(addN, groupedAddN(addN.kernelFunc));
  replace(tf.getKernel("Sin", "webgpu"), circularKernel("sin", computeDispatch));
  replace(tf.getKernel("Cos", "webgpu"), circularKernel("cos", computeDispatch));
}

function replace(kernel: tf.KernelConfig, kernelFunc: tf.KernelFunc): void {
  const replacement = { ...kernel, kernelFunc };
  tf.unregisterKernel(kernel.kernelName, kernel.backendName);
  tf.registerKernel(replacement);
  repaired.add(replacement);
}
