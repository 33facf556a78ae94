import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import { describe, expect, it } from "vitest";
import { isNativeSetUp } from "../../node/native/fixtures/is-native-set-up.ts";
import { useBackend } from "../use-backend.ts";
import { copyFloats } from "./copy-floats.ts";

const isSetUp = isNativeSetUp();

describe("copyFloats", () => {
  it("unit: leaves other backends to the portable form", async () => {
    await tf.setBackend("cpu");
    expect(copyFloats(new Uint8Array(8), [2])).toBeUndefined();
  });

  // TensorFlow uses memory from a multiple of 64 on where it is
  it.skipIf(!isSetUp).each([0, 4, 64])(
    "relation: numbers from byte %i on are those of tf.tensor, and stay when the bytes change",
    async (offset) => {
      await useBackend("tensorflow");
      const memory = new ArrayBuffer(2 ** 20);
      const bytes = new Uint8Array(memory, offset, 4 * 3000);
      const numbers = Float32Array.from({ length: 3000 }, (_, place) => Math.sin(place));
      bytes.set(new Uint8Array(numbers.buffer));
      const before = tf.memory().numTensors;
      const tensor = copyFloats(bytes, [3, 1000])!;
      expect(tf.memory().numTensors).toBe(before + 1);
      bytes.fill(0);
      expect([tensor.shape, tensor.dtype]).toEqual([[3, 1000], "float32"]);
      expect(tensor.dataSync()).toEqual(numbers);
      tensor.dispose();
    },
  );
});
