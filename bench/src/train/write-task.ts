import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createLlama, useBackend } from "@talkplay/llm-core";
import { saveHuggingFace } from "@talkplay/llm-core/node";
import { randomBatches, type TrainSize, type TrainTask } from "./sizes.ts";

/**
 * Writes what both contenders read: a model with random weights as a Hugging Face folder, and the batches.
 *
 * @returns the task, and how many parameters the model has
 */
export async function writeTask(
  size: TrainSize,
  folder: string,
  steps: number,
): Promise<{ task: TrainTask; parameterCount: number }> {
  await useBackend("tensorflow");
  const model = createLlama(size.config, { seed: 1 });
  const { parameterCount } = model;
  await saveHuggingFace(model, join(folder, size.name), { format: "float32" });
  model.dispose();
  const batches = join(folder, `${size.name}.json`);
  await writeFile(batches, JSON.stringify(randomBatches(size, steps)));
  const { rows, time } = size;
  const task = { folder: join(folder, size.name), batches, rows, time, gradientCheckpointing: false };
  return { task, parameterCount };
}
