import * as tf from "@tensorflow/tfjs-core";
import { widenHalves } from "../backend/native-ops/widen-halves.ts";
import { nativeBackend } from "../backend/native-ops/native-backend.ts";
import type { ModelFiles } from "./model-files.ts";
import { formatOf } from "./safetensors-header.ts";
import { readStoredBytes, readWeight } from "./weight-files.ts";
import type { WeightEntry } from "./weight-files.ts";

/** Memory that is kept between weights; a larger weight gets its own for a while. */
const keptBytes = 2 ** 25;

/**
 * The named weights, one after the other, as variables owned by the caller. On native TensorFlow 16-bit weights are
 * widened there, while the next one is read.
 */
export async function* readVariables(
  files: ModelFiles,
  stored: ReadonlyMap<string, WeightEntry>,
  names: Iterable<string>,
): AsyncGenerator<[name: string, variable: tf.Variable]> {
  const kept = [0, 1].map(() => undefined as Uint8Array | undefined);
  /** Starts to read the weight; what it gives makes the variable. */
  const begin = (name: string, turn: number): Promise<() => tf.Variable> => {
    const entry = stored.get(name)!;
    const format = formatOf(entry.file, name, entry);
    const length = entry.end - entry.start;
    if (format === "float32" || length === 0 || length % 4 !== 0 || !nativeBackend()) {
      return readWeight(files, name, entry).then(
        (values) => () => variableOf(tf.tensor(values, entry.shape)),
      );
    }
    const memory =
      length > keptBytes ? new Uint8Array(length) : (kept[turn % 2] ??= new Uint8Array(keptBytes));
    return readStoredBytes(files, name, entry, memory).then(
      (bytes) => () => variableOf(widenHalves(bytes, format, entry.shape)!),
    );
  };
  const order = [...names];
  let reading = order.length > 0 ? begin(order[0]!, 0) : undefined;
  for (const [turn, name] of order.entries()) {
    const make = await reading!;
    const next = order[turn + 1];
    reading = next === undefined ? undefined : begin(next, turn + 1);
    // Should the caller stop here, nobody would wait for it
    reading?.catch(() => {});
    yield [name, make()];
  }
}

function variableOf(tensor: tf.Tensor): tf.Variable {
  const variable = tf.variable(tensor);
  tensor.dispose();
  return variable;
}
