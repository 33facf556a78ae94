import type * as tf from "@tensorflow/tfjs-core";
import type { ComputeType } from "./compute-type.ts";
import type { KeyValueCache } from "./key-value-cache.ts";

/** Options of a pass of `Llama`. */
export interface LlamaForwardOptions {
  /** Document number of each position from 1, 0 for padding, int32 [batch, time]: attention stays inside a document. */
  segments?: tf.Tensor2D;
  /** Position of each token for the rotary embedding, int32 [batch, time]. @default counted on from the cache, from 0 */
  positions?: tf.Tensor2D;
  /** What was read before `ids`; the pass appends `ids` to it. */
  cache?: KeyValueCache;
  /**
   * Added to the scores of the keys in the place of the mask for causality, padding and segments, [batch or 1, 1, time,
   * cached + time]; a query must not see a token after it. The context is then what `positions` say: they must stay
   * below `config.maxPositions`.
   */
  mask?: tf.Tensor4D;
  /**
   * Gradient checkpointing: a pass under a gradient keeps of each layer the inputs of attention and feed-forward only, and
   * reads either once more on the way back. Less memory, one more forward pass. `true` for the gradients of all weights, or the names of those
   * wanted, adapter weights among them: the others' are then not computed.
   * @default false
   */
  gradientCheckpointing?: boolean | ReadonlySet<string>;
  /**
   * The token embedding's rows of `ids`, [batch · time, hiddenSize], when they are at hand already: for gradients by them
   * instead of by the whole embedding.
   */
  embedded?: tf.Tensor2D;
  /**
   * Numbers that products with weights are computed in; "bfloat16" needs native TensorFlow.
   * @default "float32"
   */
  computeType?: ComputeType;
}
