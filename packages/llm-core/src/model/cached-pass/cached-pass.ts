import * as tf from "@tensorflow/tfjs-core";
import { GraphSession } from "../../backend/native-ops/graph/graph-session.ts";
import { nativeCpuBackend } from "../../backend/native-ops/native-backend.ts";
import type { NativeBackend } from "../../backend/native-ops/native-backend.ts";
import { fewestRowsAlike } from "../../backend/native-ops/product-order.ts";
import type { LoraAdapter } from "../../lora/lora-adapter.ts";
import type { LlamaConfig } from "../config.ts";
import type { KeyValueCache } from "../key-value-cache.ts";
import type { Places } from "../places.ts";
import { cachedPassGraph, cachePlaceholders } from "./cached-pass-graph.ts";
import type { CachedPassForm } from "./cached-pass-graph.ts";

/** Tokens read at once up to which the calling of operations matters. */
const mostTokens = 512;

/** Multiplications of attention up to which threads cost more than they help. */
const smallAttention = 2 ** 17;

export interface CachedPassInputs extends Places {
  /** int32 [batch, time] */
  ids: tf.Tensor2D;
  cache: KeyValueCache;
}

/**
 * The passes of one model that read some tokens into a cache, each as a single call of native TensorFlow on the
 * CPU: what a token costs there is mostly the calling of its operations one by one. A graph is made when a form of pass
 * is first met, in some tens of milliseconds. (On a GPU a graph would be handed its weights through the CPU's memory.)
 */
export class CachedPass {
  readonly #config: LlamaConfig;
  readonly #parameters: ReadonlyMap<string, tf.Variable>;
  readonly #adapter: LoraAdapter | undefined;
  readonly #sessions = new Map<string, Prepared | undefined>();

  /** @param parameters the model's weights and its adapter's, by name */
  constructor(
    config: LlamaConfig,
    parameters: ReadonlyMap<string, tf.Variable>,
    adapter: LoraAdapter | undefined,
  ) {
    this.#config = config;
    this.#parameters = parameters;
    this.#adapter = adapter;
  }

  /** Native TensorFlow, if that is where such a pass can run now. */
  static backendFor(ids: tf.Tensor2D, cache: KeyValueCache | undefined): NativeBackend | undefined {
    if (!cache?.staysOneBlock || ids.size > mostTokens || tf.engine().state.gradientDepth > 0)
      return undefined;
    return nativeCpuBackend();
  }

  /**
   * Reads `ids` and adds them to the cache.
   *
   * @returns hidden states after the final norm [batch, time, hiddenSize]; nothing, and nothing is done, if there is
   *   no way to hand over a graph
   */
  read(native: NativeBackend, { ids, positions, mask, cache }: CachedPassInputs): tf.Tensor3D | undefined {
    const [batch, time] = ids.shape;
    const { numHeads, numKeyValueHeads, headDim } = this.#config;
    const prepared = this.#prepare(native, {
      oneToken: time === 1,
      rows: fewestRowsAlike(batch * time),
      masked: mask !== undefined,
      smallAttention: batch * numHeads * time * (cache.length + time) * headDim <= smallAttention,
    });
    if (!prepared) return undefined;
    const inputs = new Map<string, tf.TensorInfo>([
      ["ids", ids],
      ["positions", positions],
      ...(mask ? ([["mask", mask]] as const) : []),
      ...prepared.weights,
    ]);
    const empty = cache.length === 0 ? tf.zeros([batch, numKeyValueHeads, 0, headDim]) : undefined;
    for (const [layer, block] of cache.onlyBlocks().entries()) {
      const { keys, values } = cachePlaceholders(layer);
      inputs.set(keys, block?.keys ?? empty!).set(values, block?.values ?? empty!);
    }
    const [hidden, ...grown] = prepared.session.run(inputs) as [tf.Tensor3D, ...tf.Tensor4D[]];
    empty?.dispose();
    cache.replaceBlocks(
      Array.from({ length: grown.length / 2 }, (_, layer) => ({
        keys: grown[2 * layer]!,
        values: grown[2 * layer + 1]!,
      })),
    );
    return hidden;
  }

  dispose(): void {
    for (const prepared of this.#sessions.values()) prepared?.session.dispose();
    this.#sessions.clear();
  }

  #prepare(native: NativeBackend, form: CachedPassForm): Prepared | undefined {
    const key = JSON.stringify(form);
    if (this.#sessions.has(key)) return this.#sessions.get(key);
    const prepared = this.#open(native, form);
    this.#sessions.set(key, prepared);
    return prepared;
  }

  #open(native: NativeBackend, form: CachedPassForm): Prepared | undefined {
    const { graph, outputs, weights } = cachedPassGraph(this.#config, this.#adapter, form);
    const session = GraphSession.open(native, graph, outputs);
    if (!session) return undefined;
    const tensors = Array.from(weights, ([input, name]) => [input, this.#parameters.get(name)!] as const);
    return { session, weights: tensors };
  }
}

interface Prepared {
  session: GraphSession;
  /** By the placeholder that stands for it. */
  weights: (readonly [string, tf.Variable])[];
}
