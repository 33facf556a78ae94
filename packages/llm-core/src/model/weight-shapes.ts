import type { LlamaConfig } from "./config.ts";

/** Hugging Face's name and [out, in] shape of every weight of a Llama, in the order of its forward pass. */
export function llamaWeightShapes(config: LlamaConfig): Map<string, number[]> {
  const { vocabSize, hiddenSize, intermediateSize, numHeads, numKeyValueHeads, headDim } = config;
  const shapes = new Map<string, number[]>([["model.embed_tokens.weight", [vocabSize, hiddenSize]]]);
  for (let layer = 0; layer < config.numLayers; layer++) {
    const prefix = `model.layers.${layer}.`;
    shapes.set(`${prefix}input_layernorm.weight`, [hiddenSize]);
    shapes.set(`${prefix}self_attn.q_proj.weight`, [numHeads * headDim, hiddenSize]);
    shapes.set(`${prefix}self_attn.k_proj.weight`, [numKeyValueHeads * headDim, hiddenSize]);
    shapes.set(`${prefix}self_attn.v_proj.weight`, [numKeyValueHeads * headDim, hiddenSize]);
    shapes.set(`${prefix}self_attn.o_proj.weight`, [hiddenSize, numHeads * headDim]);
    shapes.set(`${prefix}post_attention_layernorm.weight`, [hiddenSize]);
    shapes.set(`${prefix}mlp.gate_proj.weight`, [intermediateSize, hiddenSize]);
    shapes.set(`${prefix}mlp.up_proj.weight`, [intermediateSize, hiddenSize]);
    shapes.set(`${prefix}mlp.down_proj.weight`, [hiddenSize, intermediateSize]);
  }
  shapes.set("model.norm.weight", [hiddenSize]);
  if (!config.tieWordEmbeddings) shapes.set("lm_head.weight", [vocabSize, hiddenSize]);
  return shapes;
}
