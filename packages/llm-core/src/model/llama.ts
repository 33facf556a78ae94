import * as tf from "@tensorflow/tfjs-core";
import type { LoraAdapter } from "../lora/lora-adapter.ts";
import { loraWeightShapes } from "../lora/lora-weight-shapes.ts";
import { attentionOverBlocks } from "./attention.ts";
import { CachedPass } from "./cached-pass/cached-pass.ts";
import { checkForwardInput } from "./check-forward-input.ts";
import { matMulIn } from "./compute-type.ts";
import type { ComputeType } from "./compute-type.ts";
import { checkLlamaConfig } from "./config.ts";
import type { LlamaConfig } from "./config.ts";
import type { LlamaForwardOptions } from "./forward-options.ts";
import { LlamaInputError, LlamaWeightsError } from "./llama-errors.ts";
import { KeyValueCache } from "./key-value-cache.ts";
import type { KeyValueCacheOptions } from "./key-value-cache.ts";
import { placesOf } from "./places.ts";
import type { Places } from "./places.ts";
import { project } from "./project.ts";
import { recomputeInGradient } from "./recompute-in-gradient.ts";
import { rmsNorm } from "./rms-norm.ts";
import { applyRotary, rotaryFrequencies, rotaryTable } from "./rotary-embedding.ts";
import type { RotaryTable } from "./rotary-embedding.ts";
import { swiglu } from "./swiglu.ts";
import { llamaWeightShapes } from "./weight-shapes.ts";

/** What every layer of one pass shares. */
interface Pass {
  batch: number;
  time: number;
  rotary: RotaryTable;
  mask: tf.Tensor4D | undefined;
  cache: KeyValueCache | undefined;
  computeType: ComputeType;
}

/** Names of what half a decoder layer consists of. */
interface Half {
  norm: string;
  projections: string;
}

const attentionHalf: Half = { norm: "input_layernorm", projections: "self_attn" };
const halves: readonly Half[] = [attentionHalf, { norm: "post_attention_layernorm", projections: "mlp" }];

/**
 * A decoder-only transformer of the Llama family: RMSNorm, rotary embeddings, grouped-query attention, SwiGLU.
 *
 * `weights` carries Hugging Face's names and [out, in] layout. Passes are synchronous and differentiable by
 * `tf.variableGrads` over `[...model.weights.values()]`.
 *
 * Sources: Touvron et al. 2023 (arXiv 2302.13971); Llama 3 (arXiv 2407.21783); the paper's §4.2.
 */
export class Llama {
  readonly config: LlamaConfig;
  readonly weights: ReadonlyMap<string, tf.Variable>;
  readonly #frequencies: Float32Array;
  #adapter: LoraAdapter | undefined;
  #cachedPass: CachedPass | undefined;

  /**
   * @param weights one variable a name; the model owns and disposes them.
   * @throws LlamaConfigError, LlamaWeightsError
   */
  constructor(config: LlamaConfig, weights: ReadonlyMap<string, tf.Variable>) {
    this.config = checkLlamaConfig(config);
    this.weights = weights;
    this.#frequencies = rotaryFrequencies(config);
    checkShapes(llamaWeightShapes(config), weights);
  }

  /** Token embedding, [vocabSize, hiddenSize]. */
  get embedding(): tf.Variable<tf.Rank.R2> {
    return this.#matrix("model.embed_tokens.weight");
  }

  /** Output layer, [vocabSize, hiddenSize]: the token embedding itself when tied. */
  get outputEmbedding(): tf.Variable<tf.Rank.R2> {
    return this.config.tieWordEmbeddings ? this.embedding : this.#matrix("lm_head.weight");
  }

  /** What changes the projections, if anything; made by `addLora`, `loadLora` or `readLora`. */
  get adapter(): LoraAdapter | undefined {
    return this.#adapter;
  }

  /** The model's own weights and its adapter's, by name. */
  get parameters(): ReadonlyMap<string, tf.Variable> {
    return new Map([...this.weights, ...(this.#adapter?.weights ?? [])]);
  }

  /**
   * Lets an adapter change the projections from now on; the model owns it.
   *
   * @throws LlamaInputError if there is one already, LlamaWeightsError if it is not for a Llama of this shape
   */
  attach(adapter: LoraAdapter): void {
    if (this.#adapter)
      throw new LlamaInputError("adapter", "the only one (merge or detach the other)", "two");
    checkShapes(loraWeightShapes(this.config, adapter.config), adapter.weights);
    this.#adapter = adapter;
    this.#forgetCachedPass();
  }

  /** Takes the adapter off; it is the caller's then. */
  detach(): LoraAdapter | undefined {
    const adapter = this.#adapter;
    this.#adapter = undefined;
    this.#forgetCachedPass();
    return adapter;
  }

  /** Number of the model's own numbers; a tied embedding counts once. */
  get parameterCount(): number {
    return [...this.weights.values()].reduce((total, weight) => total + weight.size, 0);
  }

  /** An empty cache for decoding token by token. */
  createCache(options: KeyValueCacheOptions = {}): KeyValueCache {
    return new KeyValueCache(this.config.numLayers, options);
  }

  /**
   * Reads tokens; returns the hidden states after the final norm.
   *
   * @param ids int32 [batch, time]
   * @returns [batch, time, hiddenSize]
   * @throws LlamaInputError when shapes do not fit or the context exceeds `config.maxPositions`.
   */
  forward(ids: tf.Tensor2D, options: LlamaForwardOptions = {}): tf.Tensor3D {
    checkForwardInput(ids, options, this.config);
    const [batch, time] = ids.shape;
    const { numLayers, hiddenSize, rmsNormEpsilon } = this.config;
    return tf.tidy(() => {
      const places = placesOf(ids, options);
      const atOnce = this.#readAtOnce(ids, options, places);
      if (atOnce) return atOnce;
      const pass = this.#startPass(ids, options, places);
      let hidden =
        options.embedded ?? (tf.gather(this.embedding, tf.reshape(ids, [ids.size])) as tf.Tensor2D); // [batch * time, hiddenSize]
      for (let layer = 0; layer < numLayers; layer++)
        for (const half of halves) {
          hidden = options.gradientCheckpointing
            ? this.#recomputed(half, layer, hidden, pass, options.gradientCheckpointing)
            : tf.tidy(() => this.#read(half, layer, hidden, pass));
        }
      const normed = rmsNorm(hidden, this.#vector("model.norm.weight"), rmsNormEpsilon);
      return tf.reshape(normed, [batch, time, hiddenSize]);
    });
  }

  /**
   * Scores of every token as the next one.
   *
   * @param hidden [rows, hiddenSize]
   * @returns [rows, vocabSize]
   */
  logits(hidden: tf.Tensor2D): tf.Tensor2D {
    return project(hidden, this.outputEmbedding);
  }

  /** Frees all weights, the adapter's too. */
  dispose(): void {
    this.detach()?.dispose();
    this.#forgetCachedPass();
    tf.dispose([...this.weights.values()]);
  }

  /** The same pass in one call of the backend, where that is possible. */
  #readAtOnce(ids: tf.Tensor2D, options: LlamaForwardOptions, places: Places): tf.Tensor3D | undefined {
    const { cache, computeType = "float32" } = options;
    const native = CachedPass.backendFor(ids, cache);
    if (!native || !cache || computeType !== "float32" || options.embedded) return undefined;
    this.#cachedPass ??= new CachedPass(this.config, this.parameters, this.#adapter);
    return this.#cachedPass.read(native, { ids, cache, ...places });
  }

  #forgetCachedPass(): void {
    this.#cachedPass?.dispose();
    this.#cachedPass = undefined;
  }

  #startPass(ids: tf.Tensor2D, options: LlamaForwardOptions, { positions, mask }: Places): Pass {
    const [batch, time] = ids.shape;
    const rotary = rotaryTable(positions, this.#frequencies);
    const { cache, computeType = "float32" } = options;
    return { batch, time, rotary, mask, cache, computeType };
  }

  /** Half a decoder layer; hidden is [batch * time, hiddenSize] in and out. */
  #read(half: Half, layer: number, hidden: tf.Tensor2D, pass: Pass): tf.Tensor2D {
    const norm = this.#vector(`model.layers.${layer}.${half.norm}.weight`);
    const input = rmsNorm(hidden, norm, this.config.rmsNormEpsilon);
    const output =
      half === attentionHalf ? this.#attention(layer, input, pass) : this.#feedForward(layer, input, pass);
    return tf.add(hidden, output);
  }

  #feedForward(layer: number, input: tf.Tensor2D, pass: Pass): tf.Tensor2D {
    const prefix = `model.layers.${layer}.mlp.`;
    const gate = this.#project(`${prefix}gate_proj.weight`, input, pass);
    const up = this.#project(`${prefix}up_proj.weight`, input, pass);
    return this.#project(`${prefix}down_proj.weight`, swiglu(gate, up), pass);
  }

  #recomputed(
    half: Half,
    layer: number,
    input: tf.Tensor2D,
    pass: Pass,
    wanted: true | ReadonlySet<string>,
  ): tf.Tensor2D {
    const { rotary, mask } = pass;
    const prefixes = [half.norm, half.projections].map((part) => `model.layers.${layer}.${part}.`);
    const weights = [...this.parameters].filter(
      ([name]) => prefixes.some((prefix) => name.startsWith(prefix)) && (wanted === true || wanted.has(name)),
    );
    return recomputeInGradient({
      input,
      weights: weights.map(([, variable]) => variable),
      constants: [rotary.cosines, rotary.sines, ...(mask ? [mask] : [])],
      compute: (again, [cosines, sines, maskAgain]) =>
        this.#read(half, layer, again, {
          ...pass,
          rotary: { cosines, sines } as RotaryTable,
          mask: maskAgain as tf.Tensor4D | undefined,
        }),
    });
  }

  #attention(layer: number, input: tf.Tensor2D, pass: Pass): tf.Tensor2D {
    const { numHeads, headDim } = this.config;
    const { batch, time, rotary, mask, cache } = pass;
    const heads = (projection: string): tf.Tensor4D => {
      const flat = this.#project(`model.layers.${layer}.self_attn.${projection}.weight`, input, pass);
      return swapAxes(tf.reshape(flat, [batch, time, -1, headDim]));
    };
    const queries = applyRotary(heads("q_proj"), rotary);
    const keys = applyRotary(heads("k_proj"), rotary);
    const values = heads("v_proj");
    const blocks = cache ? cache.append(layer, keys, values) : [{ keys, values }];
    const mixed = attentionOverBlocks(queries, blocks, mask); // [batch, heads, time, headDim]
    const joined: tf.Tensor2D = tf.reshape(swapAxes(mixed), [batch * time, numHeads * headDim]);
    return this.#project(`model.layers.${layer}.self_attn.o_proj.weight`, joined, pass);
  }

  #project(name: string, input: tf.Tensor2D, { computeType }: Pass): tf.Tensor2D {
    const output = project(input, this.#matrix(name), computeType);
    return this.#adapter ? this.#adapter.apply(name, input, output, matMulIn(computeType)) : output;
  }

  #matrix(name: string): tf.Variable<tf.Rank.R2> {
    return this.weights.get(name) as tf.Variable<tf.Rank.R2>;
  }

  #vector(name: string): tf.Variable<tf.Rank.R1> {
    return this.weights.get(name) as tf.Variable<tf.Rank.R1>;
  }
}

/** [batch, time, heads, headDim] as [batch, heads, time, headDim] and back; of a single token nothing moves. */
function swapAxes(tensor: tf.Tensor4D): tf.Tensor4D {
  const [batch, first, second, headDim] = tensor.shape;
  return first === 1 || second === 1
    ? tf.reshape(tensor, [batch, second, first, headDim])
    : tf.transpose(tensor, [0, 2, 1, 3]);
}

function checkShapes(
  shapes: ReadonlyMap<string, readonly number[]>,
  weights: ReadonlyMap<string, tf.Variable>,
): void {
  for (const name of new Set([...shapes.keys(), ...weights.keys()])) {
    const expected = shapes.get(name);
    const got = weights.get(name)?.shape;
    if (expected?.join() !== got?.join()) throw new LlamaWeightsError(name, expected, got);
  }
}
