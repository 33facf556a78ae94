import * as tf from "@tensorflow/tfjs-core";
import { copyFloats } from "../backend/native-ops/copy-floats.ts";
import { widenHalves } from "../backend/native-ops/widen-halves.ts";
import { nativeBackend } from "../backend/native-ops/native-backend.ts";
import { freeMemory } from "./free-memory.ts";
import { keptOpen } from "./kept-open.ts";
import type { ModelFiles } from "./model-files.ts";
import { formatOf } from "./safetensors-header.ts";
import { readStoredBytes, readWeight } from "./weight-files.ts";
import type { WeightEntry } from "./weight-files.ts";

/** Memory that is kept between weights; a larger weight gets its own for a while. */
const keptBytes = 2 ** 25;

/**
 * The named weights, one after the other, as variables owned by the caller. On native TensorFlow they go
 * straight into its memory, 16-bit ones widened there, while the next one is read; the largest, which is read beside all
 * others, comes last.
 */
export async function* readVariables(
  files: ModelFiles,
  stored: ReadonlyMap<string, WeightEntry>,
  names: Iterable<string>,
): AsyncGenerator<[name: string, variable: tf.Variable]> {
  const open = keptOpen(files);
  const kept: (Uint8Array<ArrayBuffer> | undefined)[] = [undefined, undefined];
  /** Starts to read the weight; what it gives makes the variable. */
  const begin = (name: string, turn: number): Promise<() => tf.Variable> => {
    const entry = stored.get(name)!;
    const format = formatOf(entry.file, name, entry);
    const length = entry.end - entry.start;
    if (length === 0 || length % 4 !== 0 || !nativeBackend()) {
      return readWeight(open, name, entry).then((values) => () => variableOf(tf.tensor(values, entry.shape)));
    }
    const isKept = length <= keptBytes;
    const memory = isKept ? (kept[turn % 2] ??= alignedMemory(keptBytes)) : alignedMemory(length);
    return readStoredBytes(open, name, entry, memory).then((bytes) => () => {
      const numbers =
        format === "float32" ? copyFloats(bytes, entry.shape) : widenHalves(bytes, format, entry.shape);
      if (!isKept) freeMemory(memory.buffer);
      return variableOf(numbers!);
    });
  };
  const order = largestLast([...names], stored);
  const reading = new Map<number, Promise<() => tf.Variable>>();
  const start = (turn: number): void => {
    if (turn >= order.length || reading.has(turn)) return;
    const begun = begin(order[turn]!, turn);
    // Should the caller stop meanwhile, nobody would wait for it
    begun.catch(() => {});
    reading.set(turn, begun);
  };
  try {
    start(0);
    const last = stored.get(order.at(-1)!);
    // Only what has memory of its own may be read before its turn
    if (last && last.end - last.start > keptBytes) start(order.length - 1);
    for (const [turn, name] of order.entries()) {
      const make = await reading.get(turn)!;
      reading.delete(turn);
      start(turn + 1);
      yield [name, make()];
    }
  } finally {
    await Promise.allSettled(reading.values());
    for (const memory of kept) if (memory) freeMemory(memory.buffer);
    await open.close();
  }
}

/** In their order, but for the largest if it needs memory of its own. */
function largestLast(names: readonly string[], stored: ReadonlyMap<string, WeightEntry>): string[] {
  const length = (name: string): number => stored.get(name)!.end - stored.get(name)!.start;
  const most = Math.max(keptBytes + 1, ...names.map(length));
  return names.toSorted((a, b) => Number(length(a) === most) - Number(length(b) === most));
}

/**
 * Large memory begins 16 bytes into a page: 48 more are a multiple of 64, which TensorFlow needs lest it copies it all.
 */
function alignedMemory(length: number): Uint8Array<ArrayBuffer> {
  return new Uint8Array(new ArrayBuffer(length + 64), 48, length);
}

function variableOf(tensor: tf.Tensor): tf.Variable {
  const variable = tf.variable(tensor);
  tensor.dispose();
  return variable;
}
