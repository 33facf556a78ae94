import type * as tf from "@tensorflow/tfjs-core";
import type { WebGpuBackend } from "./webgpu-backend.ts";

/** `webgpu_util.computeDispatch` of tfjs's WebGPU backend: how many workgroups cover an output. */
export type ComputeDispatch = (
  layout: { x: number[] },
  outputShape: number[],
  workgroupSize: [number, number, number],
) => [number, number, number];

/**
 * Sine or cosine to about 1e-7 for angles up to 2¹⁹, as positions in a long context need.
 *
 * The angle is brought to [-π/4, π/4] by taking off multiples of π/2 in five parts, all but the last so short that their
 * products are exact (Cody and Waite 1980, "Software Manual for the Elementary Functions"); Taylor's series does the rest.
 */
export function circularKernel(name: "sin" | "cos", computeDispatch: ComputeDispatch): tf.KernelFunc {
  return ({ inputs, backend }) => {
    const { x } = inputs as { x: tf.TensorInfo };
    const workgroupSize: [number, number, number] = [128, 1, 1];
    const dispatchLayout = { x: x.shape.map((_, axis) => axis) };
    return (backend as unknown as WebGpuBackend).runWebGPUProgram(
      {
        variableNames: ["A"],
        outputShape: x.shape,
        workgroupSize,
        dispatchLayout,
        dispatch: computeDispatch(dispatchLayout, x.shape, workgroupSize),
        shaderKey: `float32_${name}`,
        size: true,
        getUserCode: () => shader(name),
      },
      [x],
      "float32",
    );
  };
}

function shader(name: "sin" | "cos"): string {
  return `
      fn circular(angle : f32) -> f32 {
        let quarters = round(angle * 0.63661977236758134);
        var rest = angle - quarters * 1.5625;
        rest = rest - quarters * 0.0078125;
        rest = rest - quarters * 0.00048828125;
        rest = rest + quarters * 4.5299530029296875e-6;
        rest = rest - quarters * 7.549789948768648e-8;
        let square = rest * rest;
        let sine = rest + rest * square * (-1.0 / 6.0 + square * (1.0 / 120.0 + square * (-1.0 / 5040.0 + square / 362880.0)));
        let cosine = 1.0 - 0.5 * square + square * square * (1.0 / 24.0 + square * (-1.0 / 720.0 + square / 40320.0));
        let quadrant = (i32(quarters) + ${name === "sin" ? 0 : 1}) & 3;
        let value = select(sine, cosine, (quadrant & 1) == 1);
        return select(value, -value, quadrant >= 2);
      }
      fn main(index : i32) {
        if (index < uniforms.size) {
          setOutputAtIndex(index, circular(getAByOutputIndex(index)));
        }
      }`;
}
