import {
  batchProduct,
  concat,
  halves,
  lengthOf,
  projection,
  reduce,
  reshape,
  shapeOf,
  softmax,
  split,
  transpose,
} from "../../backend/native-ops/graph/graph-arithmetic.ts";
import { Graph, type } from "../../backend/native-ops/graph/graph.ts";
import type { GraphOutput } from "../../backend/native-ops/graph/graph.ts";
import { productOrder } from "../../backend/native-ops/product-order.ts";
import type { LoraAdapter } from "../../lora/lora-adapter.ts";
import type { LlamaConfig } from "../config.ts";
import { rotaryFrequencies } from "../rotary-embedding.ts";
import { llamaWeightShapes } from "../weight-shapes.ts";

/** What a pass has to be like for a graph to fit: operations are chosen by it. */
export interface CachedPassForm {
  /** A single token in each row. */
  oneToken: boolean;
  /** Tokens read, or fewer that `productOrder` treats the same. */
  rows: number;
  masked: boolean;
  /** Attention takes few multiplications. */
  smallAttention: boolean;
}

export interface CachedPassGraph {
  graph: Graph;
  /** Hidden states after the final norm [batch, time, hiddenSize], then keys and values of each layer. */
  outputs: GraphOutput[];
  /** The weight that each of these placeholders stands for, the adapter's among them. */
  weights: Map<GraphOutput, string>;
}

/** Placeholders of what a layer has cached, [batch, numKeyValueHeads, cached, headDim]. */
export function cachePlaceholders(layer: number): { keys: GraphOutput; values: GraphOutput } {
  return { keys: `keys${layer}`, values: `values${layer}` };
}

/**
 * The pass of `Llama.forward` on what a cache holds, operation by operation the same, as one graph. Placeholders: `ids`
 * int32 [batch, time], `positions` int32 [batch or 1, time], `mask` [batch or 1, 1, time, keys] if the form has one, those
 * of {@link cachePlaceholders} and those of `weights`.
 */
export function cachedPassGraph(
  config: LlamaConfig,
  adapter: LoraAdapter | undefined,
  form: CachedPassForm,
): CachedPassGraph {
  const writer = new PassWriter(config, adapter, form);
  const outputs = writer.write();
  return { graph: writer.graph, outputs, weights: writer.weights };
}

class PassWriter {
  readonly graph = new Graph();
  readonly weights = new Map<GraphOutput, string>();
  readonly #config: LlamaConfig;
  readonly #adapter: LoraAdapter | undefined;
  readonly #form: CachedPassForm;
  readonly #sizes: ReadonlyMap<string, readonly number[]>;

  constructor(config: LlamaConfig, adapter: LoraAdapter | undefined, form: CachedPassForm) {
    this.#config = config;
    this.#adapter = adapter;
    this.#form = form;
    this.#sizes = llamaWeightShapes(config);
  }

  write(): GraphOutput[] {
    const { graph } = this;
    const { numLayers, hiddenSize } = this.#config;
    const ids = graph.placeholder("ids", "int32");
    const shape = shapeOf(graph, ids, "int32"); // [batch, time]
    const rotary = this.#rotaryTable(graph.placeholder("positions", "int32"));
    const mask = this.#form.masked ? graph.placeholder("mask", "float32") : undefined;
    let hidden = reshape(graph, this.#embed(ids), this.#lengths(-1, hiddenSize)); // [batch * time, hiddenSize]
    const cached: GraphOutput[] = [];
    for (let layer = 0; layer < numLayers; layer++) {
      const prefix = `model.layers.${layer}.`;
      const attention = this.#attention(layer, this.#rmsNorm(hidden, `${prefix}input_layernorm.weight`), {
        shape,
        rotary,
        mask,
      });
      cached.push(attention.keys, attention.values);
      const attended = this.#add(hidden, attention.output);
      const input = this.#rmsNorm(attended, `${prefix}post_attention_layernorm.weight`);
      hidden = this.#add(attended, this.#feedForward(prefix, input));
    }
    const normed = this.#rmsNorm(hidden, "model.norm.weight");
    return [reshape(graph, normed, this.#joined([shape, this.#lengths(hiddenSize)])), ...cached];
  }

  #embed(ids: GraphOutput): GraphOutput {
    return this.graph.typelessOp(
      "GatherV2",
      [this.#weight("model.embed_tokens.weight"), ids, this.graph.constant(0)],
      { Tparams: type("float32"), Tindices: type("int32"), Taxis: type("int32") },
    );
  }

  /** Cosines and signed sines, [batch or 1, time, 1, headDim]. */
  #rotaryTable(positions: GraphOutput): { cosines: GraphOutput; sines: GraphOutput } {
    const { graph } = this;
    const shape = this.#joined([shapeOf(graph, positions, "int32"), this.#lengths(1, 1)]);
    const cast = { SrcT: type("int32"), DstT: type("float32") };
    const numbers = reshape(graph, graph.typelessOp("Cast", [positions], cast), shape);
    const angles = this.#multiply(numbers, graph.constant(rotaryFrequencies(this.#config)));
    const [cosines, sines] = [graph.op("Cos", [angles]), graph.op("Sin", [angles])];
    return {
      cosines: concat(graph, [cosines, cosines], 3),
      sines: concat(graph, [graph.op("Neg", [sines]), sines], 3),
    };
  }

  #attention(
    layer: number,
    input: GraphOutput,
    pass: {
      shape: GraphOutput;
      rotary: { cosines: GraphOutput; sines: GraphOutput };
      mask: GraphOutput | undefined;
    },
  ): { output: GraphOutput; keys: GraphOutput; values: GraphOutput } {
    const { graph } = this;
    const { numHeads, numKeyValueHeads, headDim } = this.#config;
    const small = this.#form.smallAttention;
    const projected = (name: string): GraphOutput =>
      this.#project(`model.layers.${layer}.self_attn.${name}.weight`, input);
    const inHeads = (flat: GraphOutput): GraphOutput =>
      reshape(graph, flat, this.#joined([pass.shape, this.#lengths(-1, headDim)]));

    // Queries and keys are turned together: [batch, time, numHeads + numKeyValueHeads, headDim]
    const heads = inHeads(concat(graph, [projected("q_proj"), projected("k_proj")], 1));
    const [first, second] = halves(graph, heads, 3);
    const swapped = concat(graph, [second, first], 3);
    const turned = this.#add(
      this.#multiply(heads, pass.rotary.cosines),
      this.#multiply(swapped, pass.rotary.sines),
    );
    const [queries, newKeys] = split(graph, turned, [numHeads, numKeyValueHeads], 2) as [
      GraphOutput,
      GraphOutput,
    ];
    const cached = cachePlaceholders(layer);
    const keys = concat(
      graph,
      [graph.placeholder(cached.keys, "float32"), this.#grouped(newKeys, pass.shape)],
      2,
    );
    const values = concat(
      graph,
      [graph.placeholder(cached.values, "float32"), this.#grouped(inHeads(projected("v_proj")), pass.shape)],
      2,
    );
    const scaled = this.#multiply(
      this.#grouped(queries, pass.shape),
      graph.constant(Float32Array.of(1 / Math.sqrt(headDim))),
    );
    const scores = this.#hide(
      batchProduct(graph, scaled, keys, { transposed: true, small }),
      pass.mask,
      pass.shape,
    );
    const mixed = batchProduct(graph, softmax(graph, scores, { small }), values, { small });
    const output = this.#project(
      `model.layers.${layer}.self_attn.o_proj.weight`,
      this.#flattened(mixed, pass.shape),
    );
    return { output, keys, values };
  }

  /** [batch, time, heads, headDim] as [batch, numKeyValueHeads, group * time, headDim]. */
  #grouped(heads: GraphOutput, shape: GraphOutput): GraphOutput {
    const { numKeyValueHeads, headDim } = this.#config;
    const swapped = this.#form.oneToken ? heads : transpose(this.graph, heads, [0, 2, 1, 3]);
    const batch = lengthOf(this.graph, shape, 0);
    return reshape(this.graph, swapped, this.#joined([batch, this.#lengths(numKeyValueHeads, -1, headDim)]));
  }

  /** The way back from {@link #grouped}: [batch * time, numHeads * headDim]. */
  #flattened(grouped: GraphOutput, shape: GraphOutput): GraphOutput {
    const { numHeads, headDim } = this.#config;
    const flat = this.#lengths(-1, numHeads * headDim);
    if (this.#form.oneToken) return reshape(this.graph, grouped, flat);
    const heads = reshape(this.graph, grouped, this.#perHead(shape, headDim));
    return reshape(this.graph, transpose(this.graph, heads, [0, 2, 1, 3]), flat);
  }

  /** @param scores [batch, numKeyValueHeads, group * time, keys] */
  #hide(scores: GraphOutput, mask: GraphOutput | undefined, shape: GraphOutput): GraphOutput {
    if (mask === undefined) return scores;
    if (this.#form.oneToken) return this.#add(scores, mask);
    const perHead = reshape(this.graph, scores, this.#perHead(shape, -1));
    return reshape(this.graph, this.#add(perHead, mask), shapeOf(this.graph, scores, "float32"));
  }

  /** [batch, numHeads, time, last] */
  #perHead(shape: GraphOutput, last: number): GraphOutput {
    const [batch, time] = [lengthOf(this.graph, shape, 0), lengthOf(this.graph, shape, 1)];
    return this.#joined([batch, this.#lengths(this.#config.numHeads), time, this.#lengths(last)]);
  }

  #feedForward(prefix: string, input: GraphOutput): GraphOutput {
    const gate = this.#project(`${prefix}mlp.gate_proj.weight`, input);
    const up = this.#project(`${prefix}mlp.up_proj.weight`, input);
    // Not (sigmoid · gate) · up: TensorFlow would make one operation of the first product and wake a thread for it
    const gated = this.#multiply(this.graph.op("Sigmoid", [gate]), this.#multiply(gate, up));
    return this.#project(`${prefix}mlp.down_proj.weight`, gated);
  }

  #rmsNorm(input: GraphOutput, scale: string): GraphOutput {
    const { graph } = this;
    const meanSquare = reduce(graph, "Mean", graph.op("Square", [input]));
    const epsilon = graph.constant(Float32Array.of(this.#config.rmsNormEpsilon), []);
    const inverseRoot = graph.op("Rsqrt", [this.#add(meanSquare, epsilon)]);
    return this.#multiply(this.#multiply(input, inverseRoot), this.#weight(scale));
  }

  #project(name: string, input: GraphOutput): GraphOutput {
    const output = this.#times(input, name, this.#sizes.get(name)!);
    const adapter = this.#adapter;
    if (!adapter?.changes(name)) return output;
    const [a, b] = adapter.namesOf(name);
    const scale = this.graph.constant(Float32Array.of(adapter.scale), []);
    const narrow = this.#multiply(this.#times(input, a, adapter.weights.get(a)!.shape), scale);
    return this.#add(output, this.#times(narrow, b, adapter.weights.get(b)!.shape));
  }

  /** input · weightᵀ */
  #times(input: GraphOutput, name: string, [out, width]: readonly number[]): GraphOutput {
    const order = productOrder(this.#form.rows, out! * width!);
    return projection(this.graph, input, this.#weight(name), order);
  }

  #weight(name: string): GraphOutput {
    const placeholder = name.replaceAll(/\W/g, "_");
    this.weights.set(placeholder, name);
    return this.graph.placeholder(placeholder, "float32");
  }

  #add(a: GraphOutput, b: GraphOutput): GraphOutput {
    return this.graph.op("AddV2", [a, b]);
  }

  #multiply(a: GraphOutput, b: GraphOutput): GraphOutput {
    return this.graph.op("Mul", [a, b]);
  }

  /** A shape of known lengths; -1 for what is left over. */
  #lengths(...lengths: number[]): GraphOutput {
    return this.graph.constant(Int32Array.from(lengths));
  }

  #joined(shapes: readonly GraphOutput[]): GraphOutput {
    return concat(this.graph, shapes, 0, "int32");
  }
}
