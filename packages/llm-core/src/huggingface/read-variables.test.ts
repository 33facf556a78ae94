import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import { describe, expect, it } from "vitest";
import { useBackend } from "../backend/use-backend.ts";
import { isNativeSetUp } from "../node/native/fixtures/is-native-set-up.ts";
import type { ModelFiles } from "./model-files.ts";
import { readVariables } from "./read-variables.ts";
import type { WeightEntry } from "./weight-files.ts";

const isSetUp = isNativeSetUp();

/** Two shards of bfloat16: each weight's numbers all have its own place in the list, from 1 on. */
function filesOf(sizes: Record<string, number>) {
  const shards = [new Uint16Array(0), new Uint16Array(0)];
  const stored = new Map<string, WeightEntry>();
  for (const [index, [name, size]] of Object.entries(sizes).entries()) {
    const before = shards[index % 2]!;
    const numbers = new Uint16Array(before.length + size).fill(bfloat16(index + 1), before.length);
    numbers.set(before);
    shards[index % 2] = numbers;
    const [start, end] = [2 * before.length, 2 * numbers.length];
    stored.set(name, { file: String(index % 2), dtype: "BF16", shape: [size], start, end });
  }
  const bytesOf = (name: string) => new Uint8Array(shards[Number(name)]!.buffer);
  const log: string[] = [];
  const files: ModelFiles = {
    location: "memory",
    size: async (name) => bytesOf(name).length,
    read: async () => Promise.reject(new Error("opened anew")),
    open: async (name) => {
      log.push(`open ${name}`);
      return {
        read: async (start, end, into) => {
          if (log.includes(`close ${name}`)) throw new Error("closed");
          into?.set(bytesOf(name).subarray(start, end));
          return into ?? bytesOf(name).slice(start, end);
        },
        close: async () => void log.push(`close ${name}`),
      };
    },
  };
  return { files, stored, log };
}

const bfloat16 = (value: number) => new Uint32Array(Float32Array.of(value).buffer)[0]! >>> 16;

async function readAll(sizes: Record<string, number>) {
  const { files, stored, log } = filesOf(sizes);
  const read: Record<string, number[]> = {};
  for await (const [name, variable] of readVariables(files, stored, stored.keys())) {
    const [least, most] = tf.tidy(() => [tf.min(variable).dataSync()[0]!, tf.max(variable).dataSync()[0]!]);
    read[name] = [variable.size, least!, most!];
    variable.dispose();
  }
  return { read, log };
}

describe("readVariables", () => {
  it("unit: opens each file once and closes it, at the end and when the caller stops", async () => {
    await tf.setBackend("cpu");
    const { read, log } = await readAll({ a: 6, b: 2, c: 4, d: 3 });
    expect(read).toEqual({ a: [6, 1, 1], b: [2, 2, 2], c: [4, 3, 3], d: [3, 4, 4] });
    expect(log.toSorted()).toEqual(["close 0", "close 1", "open 0", "open 1"]);

    const stopped = filesOf({ a: 6, b: 2, c: 4 });
    const before = tf.memory().numTensors;
    for await (const [, variable] of readVariables(stopped.files, stopped.stored, ["a", "b", "c"])) {
      variable.dispose();
      break;
    }
    expect(stopped.log.filter((line) => line.startsWith("close"))).toHaveLength(2);
    expect(tf.memory().numTensors).toBe(before);
  });

  it.skipIf(!isSetUp)(
    "unit: on native TensorFlow the largest comes first, whole, and leaves no tensors",
    async () => {
      await useBackend("tensorflow");
      const large = 2 ** 24 + 2;
      const before = tf.memory().numTensors;
      const { read } = await readAll({ a: 64, large, b: 130, c: large - 2, d: 6 });
      expect(Object.entries(read)).toEqual([
        ["large", [large, 2, 2]],
        ["a", [64, 1, 1]],
        ["b", [130, 3, 3]],
        ["c", [large - 2, 4, 4]],
        ["d", [6, 5, 5]],
      ]);
      // None of them needs parts: they keep their order
      const small = await readAll({ a: 8, b: 4096, c: 4, d: 8, e: 4 });
      expect(Object.entries(small.read).map(([name, [, least, most]]) => [name, least, most])).toEqual(
        ["a", "b", "c", "d", "e"].map((name, index) => [name, index + 1, index + 1]),
      );
      expect(tf.memory().numTensors).toBe(before);
    },
  );

  it.skipIf(!isSetUp)(
    "unit: a file that fails between a weight's parts leaves no tensors and is closed",
    async () => {
      await useBackend("tensorflow");
      const { files, stored, log } = filesOf({ large: 2 ** 24 + 2 });
      const failing: ModelFiles = {
        ...files,
        open: async (name) => {
          const file = await files.open!(name);
          return {
            ...file,
            read: async (start, end, into) => {
              if (start > 0) throw new Error("disk failed");
              return file.read(start, end, into);
            },
          };
        },
      };
      const before = tf.memory().numTensors;
      await expect(readVariables(failing, stored, ["large"]).next()).rejects.toThrow("disk failed");
      expect(log).toEqual(["open 0", "close 0"]);
      expect(tf.memory().numTensors).toBe(before);
    },
  );
});
