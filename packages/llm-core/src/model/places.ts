import * as tf from "@tensorflow/tfjs-core";
import { attentionMask } from "./attention-mask.ts";
import type { LlamaForwardOptions } from "./forward-options.ts";

/** Where each token stands, and what it may not see. */
export interface Places {
  /** int32 [batch or 1, time] */
  positions: tf.Tensor2D;
  /** Added to the scores, [batch or 1, 1, time, keys]. */
  mask: tf.Tensor4D | undefined;
}

export function placesOf(
  ids: tf.Tensor2D,
  { segments, positions, cache, mask }: LlamaForwardOptions,
): Places {
  const time = ids.shape[1];
  const start = cache?.length ?? 0;
  const padding = cache?.padding;
  return {
    positions: positions ?? countPositions(start, time, padding),
    mask: mask ?? attentionMask({ queries: time, keys: start + time, segments, padding }),
  };
}

/** Positions start..start+time less each row's padding (what is then below 0 is padding, never seen): [rows or 1, time]. */
function countPositions(start: number, time: number, padding: Int32Array = Int32Array.of(0)): tf.Tensor2D {
  const positions = Array.from(padding, (length) =>
    Array.from({ length: time }, (_, place) => start + place - length),
  );
  return tf.tensor2d(positions.flat(), [padding.length, time], "int32");
}
