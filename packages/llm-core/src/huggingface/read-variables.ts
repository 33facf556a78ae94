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

/** Bytes read at once, into memory that is used again and again. */
const partBytes = 2 ** 25;

/** All of a weight, or one of the parts that it is read in. */
interface Part {
  name: string;
  /** Of the part alone. */
  entry: WeightEntry;
  /** Whether the weight is all there with it. */
  isLast: boolean;
}

/**
 * The named weights, one after the other, as variables owned by the caller. On native TensorFlow they go part by part
 * straight into its memory, 16-bit ones widened there, while the next part is read. The largest weight comes first: what
 * its parts took there, the weights after it take over.
 */
export async function* readVariables(
  files: ModelFiles,
  stored: ReadonlyMap<string, WeightEntry>,
  names: Iterable<string>,
): AsyncGenerator<[name: string, variable: tf.Variable]> {
  const open = keptOpen(files);
  const kept: (Uint8Array<ArrayBuffer> | undefined)[] = [undefined, undefined];
  /** Starts to read the part; what it gives makes the tensor. */
  const begin = async ({ name, entry }: Part, turn: number): Promise<() => tf.Tensor> => {
    const format = formatOf(entry.file, name, entry);
    if (!isReadInParts(entry)) {
      const values = await readWeight(open, name, entry);
      return () => tf.tensor(values, entry.shape);
    }
    const memory = (kept[turn % 2] ??= alignedMemory(partBytes));
    const bytes = await readStoredBytes(open, name, entry, memory);
    return () =>
      format === "float32" ? copyFloats(bytes, entry.shape)! : widenHalves(bytes, format, entry.shape)!;
  };
  const parts = largestFirst([...names], stored).flatMap((name) => partsOf(name, stored.get(name)!));
  let reading = parts[0] && begin(parts[0], 0);
  const tensors: tf.Tensor[] = [];
  try {
    for (const [turn, { name, isLast }] of parts.entries()) {
      const make = await reading!;
      const next = parts[turn + 1];
      reading = next && begin(next, turn + 1);
      // Should the caller stop meanwhile, nobody would wait for it
      reading?.catch(() => {});
      tensors.push(make());
      if (isLast) yield [name, join(tensors.splice(0), stored.get(name)!.shape)];
    }
  } finally {
    tf.dispose(tensors);
    await reading?.catch(() => {});
    for (const memory of kept) if (memory) freeMemory(memory.buffer);
    await open.close();
  }
}

/** In their order, but for the largest. */
function largestFirst(names: readonly string[], stored: ReadonlyMap<string, WeightEntry>): string[] {
  const length = (name: string): number => stored.get(name)!.end - stored.get(name)!.start;
  const most = Math.max(partBytes + 1, ...names.map(length));
  return names.toSorted((a, b) => Number(length(b) === most) - Number(length(a) === most));
}

function isReadInParts({ start, end }: WeightEntry): boolean {
  return end > start && (end - start) % 4 === 0 && nativeBackend() !== undefined;
}

/** A weight of several parts is flat in each. */
function partsOf(name: string, entry: WeightEntry): Part[] {
  const { start, end, shape } = entry;
  if (end - start <= partBytes || !isReadInParts(entry)) return [{ name, entry, isLast: true }];
  const size = shape.reduce((product, side) => product * side, 1);
  const numberBytes = (end - start) / size;
  return Array.from({ length: Math.ceil((end - start) / partBytes) }, (_, index) => {
    const from = start + index * partBytes;
    const to = Math.min(from + partBytes, end);
    const part = { ...entry, shape: [(to - from) / numberBytes], start: from, end: to };
    return { name, entry: part, isLast: to === end };
  });
}

/** One variable of the parts, which are disposed of. */
function join(parts: tf.Tensor[], shape: readonly number[]): tf.Variable {
  const joined = parts.length === 1 ? parts[0]! : tf.tidy(() => tf.reshape(tf.concat(parts), [...shape]));
  const variable = tf.variable(joined);
  tf.dispose([joined, ...parts]);
  return variable;
}

/**
 * Large memory begins 16 bytes into a page: 48 more are a multiple of 64, which TensorFlow needs lest it copies it all.
 */
function alignedMemory(length: number): Uint8Array<ArrayBuffer> {
  return new Uint8Array(new ArrayBuffer(length + 64), 48, length);
}
