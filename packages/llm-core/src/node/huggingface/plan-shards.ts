import { bytesOf } from "../../huggingface/number-format.ts";
import type { NumberFormat } from "../../huggingface/number-format.ts";
import { LlamaInputError } from "../../model/llama-errors.ts";

export interface ShardPlan {
  /** Names of the weights in each file, in order. */
  shards: Map<string, string[]>;
  /** What `model.safetensors.index.json` says; nothing for a single file. */
  index: object | undefined;
}

/**
 * Divides weights over files as Hugging Face does: in order, a new file whenever the next weight would not fit.
 *
 * @throws LlamaInputError
 */
export function planShards(
  weights: ReadonlyMap<string, { size: number }>,
  { format, maxShardBytes }: { format: NumberFormat; maxShardBytes: number },
): ShardPlan {
  if (!(maxShardBytes > 0))
    throw new LlamaInputError("maxShardBytes", "a number above 0", `${maxShardBytes}`);
  const shards: string[][] = [];
  let room = 0;
  let total = 0;
  for (const [name, { size }] of weights) {
    const bytes = size * bytesOf(format);
    if (bytes > room || shards.length === 0) {
      shards.push([]);
      room = maxShardBytes;
    }
    shards.at(-1)!.push(name);
    room -= bytes;
    total += bytes;
  }
  if (shards.length === 1) return { shards: new Map([["model.safetensors", shards[0]!]]), index: undefined };
  const named = shards.map((names, index): [string, string[]] => [shardName(index, shards.length), names]);
  const weightMap = named.flatMap(([file, names]) => names.map((name) => [name, file]));
  return {
    shards: new Map(named),
    index: { metadata: { total_size: total }, weight_map: Object.fromEntries(weightMap) },
  };
}

function shardName(index: number, count: number): string {
  const [number, total] = [index + 1, count].map((value) => String(value).padStart(5, "0"));
  return `model-${number}-of-${total}.safetensors`;
}
