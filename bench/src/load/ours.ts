import { useBackend } from "@talkplay/llm-core";
import { loadLlama } from "@talkplay/llm-core/node";
import * as tf from "@tensorflow/tfjs-core";
import { listen } from "../contender/listen.ts";
import type { LoadReport, LoadTask } from "./task.ts";

const { detail: version } = await useBackend();
await listen(async (message) => ("ready" in message ? {} : load(message as unknown as LoadTask)));

async function load({ folder, ids }: LoadTask): Promise<LoadReport> {
  const start = performance.now();
  const model = await loadLlama(folder);
  const loadSeconds = (performance.now() - start) / 1000;
  const logits = tf.tidy(() => {
    const hidden = model.forward(tf.tensor2d([ids], [1, ids.length], "int32"));
    const last = tf.slice(hidden, [0, ids.length - 1, 0], [1, 1, -1]);
    return model.logits(tf.reshape(last, [1, model.config.hiddenSize]) as tf.Tensor2D);
  });
  const numbers = Array.from(await logits.data<"float32">());
  const readySeconds = (performance.now() - start) / 1000;
  const peakBytes = process.resourceUsage().maxRSS * 1024;
  return { version, loadSeconds, readySeconds, logits: numbers, peakBytes };
}
