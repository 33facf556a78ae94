import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import { describe, expect, it } from "vitest";
import { decodeNumbers } from "../../huggingface/number-format.ts";
import { isNativeSetUp } from "../../node/native/fixtures/is-native-set-up.ts";
import { useBackend } from "../use-backend.ts";
import { widenHalves } from "./widen-halves.ts";

const isSetUp = isNativeSetUp();

describe("widenHalves", () => {
  it("unit: leaves other backends to the portable form", async () => {
    await tf.setBackend("cpu");
    expect(widenHalves(new Uint8Array(8), "bfloat16", [4])).toBeUndefined();
  });

  it.skipIf(!isSetUp).each(["bfloat16", "float16"] as const)(
    "relation: every %s is what the portable form makes of it, bit for bit, and stays when the bytes change",
    async (format) => {
      await useBackend("tensorflow");
      const bytes = new Uint8Array(Uint16Array.from({ length: 2 ** 16 }, (_, bits) => bits).buffer);
      const expected = new Float32Array(2 ** 16);
      decodeNumbers(bytes, format, expected);
      const before = tf.memory().numTensors;
      const wide = widenHalves(bytes, format, [4, 2 ** 14])!;
      bytes.fill(0);
      expect(tf.memory().numTensors).toBe(before + 1);
      expect(wide.shape).toEqual([4, 2 ** 14]);
      expect(wide.dtype).toBe("float32");
      const bits = new Uint32Array(wide.dataSync<"float32">().slice().buffer);
      const expectedBits = new Uint32Array(expected.buffer);
      const wrong = [...expected.keys()].filter((place) =>
        Number.isNaN(expected[place]!)
          ? !Number.isNaN(new Float32Array(bits.buffer)[place]!)
          : bits[place] !== expectedBits[place],
      );
      expect(wrong).toEqual([]);
      wide.dispose();
    },
  );
});
