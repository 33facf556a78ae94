import type { LlamaConfig } from "../model/config.ts";
import { llamaWeightShapes } from "../model/weight-shapes.ts";
import type { LoraConfig } from "./lora-config.ts";

/** Name and shape of every weight of an adapter for a Llama. */
export function loraWeightShapes(llama: LlamaConfig, { rank, targets }: LoraConfig): Map<string, number[]> {
  const shapes = new Map<string, number[]>();
  for (const [name, shape] of llamaWeightShapes(llama)) {
    if (!targets.some((target) => name.endsWith(`.${target}.weight`))) continue;
    const [outputs, inputs] = shape as [number, number];
    const projection = name.slice(0, -".weight".length);
    shapes.set(`${projection}.lora_A.weight`, [rank, inputs]);
    shapes.set(`${projection}.lora_B.weight`, [outputs, rank]);
  }
  return shapes;
}
