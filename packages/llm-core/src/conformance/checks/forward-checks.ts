import * as tf from "@tensorflow/tfjs-core";
import multiHead from "../../huggingface/__vectors__/multi-head-tied.json";
import wideHeads from "../../huggingface/__vectors__/groups-of-2-untied-wide-heads-float16.json";
import scaled from "../../huggingface/__vectors__/groups-of-4-scaled-sharded-bfloat16.json";
import mistral from "../../huggingface/__vectors__/mistral-without-window.json";
import type { ModelFiles } from "../../huggingface/model-files.ts";
import { readLlama } from "../../huggingface/read-llama.ts";
import { expectClose, type ConformanceCheck } from "../conformance-check.ts";

const cases = {
  "multi-head, tied": multiHead,
  "groups of 2, untied, wide heads, float16": wideHeads,
  "groups of 4, scaled positions, bfloat16 shards": scaled,
  "Mistral without a window": mistral,
};

/** Logits of folders that transformers has written, beside transformers' own. */
export const forwardChecks: readonly ConformanceCheck[] = Object.entries(cases).map(([name, vectors]) => ({
  name: `parity: logits are transformers' (${name})`,
  run: async () => {
    const model = await readLlama(inMemory(vectors.files));
    const logits = tf.tidy(() => {
      const hidden = model.forward(tf.tensor2d(vectors.ids, undefined, "int32"));
      return model.logits(tf.reshape(hidden, [-1, model.config.hiddenSize]) as tf.Tensor2D);
    });
    model.dispose();
    const values = await logits.data();
    logits.dispose();
    expectClose("logits", values, vectors.logits.flat(2), 2e-4);
  },
}));

function inMemory(files: Record<string, string>): ModelFiles {
  const bytes = new Map(
    Object.entries(files).map(([name, base64]) => [
      name,
      Uint8Array.from(atob(base64), (letter) => letter.codePointAt(0)!),
    ]),
  );
  return {
    location: "memory",
    size: (name) => Promise.resolve(bytes.get(name)?.length),
    read: (name, start, end) => Promise.resolve(bytes.get(name)!.subarray(start, end)),
  };
}
