import type * as tf from "@tensorflow/tfjs-core";
import type { LlamaConfig } from "./config.ts";
import type { LlamaForwardOptions } from "./forward-options.ts";
import { LlamaInputError } from "./llama-errors.ts";

/** @throws LlamaInputError when shapes do not fit, or the context is longer than the model's */
export function checkForwardInput(ids: tf.Tensor2D, options: LlamaForwardOptions, config: LlamaConfig): void {
  const { segments, positions, cache, mask, gradientCheckpointing, embedded } = options;
  if (ids.rank !== 2 || ids.dtype !== "int32" || ids.size === 0) {
    throw new LlamaInputError("ids", "int32 [batch, time], not empty", `${ids.dtype} [${ids.shape}]`);
  }
  for (const [name, tensor] of Object.entries({ segments, positions })) {
    if (tensor && tensor.shape.join() !== ids.shape.join()) {
      throw new LlamaInputError(name, `of ids' shape [${ids.shape}]`, `[${tensor.shape}]`);
    }
  }
  const expected = [ids.size, config.hiddenSize];
  if (embedded && embedded.shape.join() !== expected.join())
    throw new LlamaInputError("embedded", `[${expected}]`, `[${embedded.shape}]`);
  const [batch, time] = ids.shape;
  const total = time + (cache?.length ?? 0);
  if (mask) {
    const [rows, , queries, keys] = mask.shape;
    if (!positions || segments || ![1, batch].includes(rows) || queries !== time || keys !== total) {
      throw new LlamaInputError(
        "mask",
        `[1 or ${batch}, 1, ${time}, ${total}], with positions, without segments`,
        `[${mask.shape}]`,
      );
    }
  } else if (total > config.maxPositions) {
    throw new LlamaInputError("the context", `at most ${config.maxPositions} tokens`, `${total}`);
  }
  if (!cache) return;
  if (segments) throw new LlamaInputError("segments", "left out beside a cache", "both");
  if (gradientCheckpointing)
    throw new LlamaInputError("gradientCheckpointing", "left out beside a cache", "both");
  if (cache.batch > 0 && cache.batch !== batch) {
    throw new LlamaInputError("ids", `${cache.batch} rows, as the cache holds`, `${batch}`);
  }
  if (cache.padding && cache.padding.length !== batch) {
    throw new LlamaInputError("cache.padding", `${batch} numbers, one a row`, `${cache.padding.length}`);
  }
}
