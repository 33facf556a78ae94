import { join } from "node:path";
import { createLlama, useBackend } from "@talkplay/llm-core";
import { saveHuggingFace } from "@talkplay/llm-core/node";
import type { DecodeSize } from "./task.ts";

/**
 * A model with random weights as a Hugging Face folder, which both contenders read.
 *
 * @returns the folder
 */
export async function writeModel({ name, config }: DecodeSize, folder: string): Promise<string> {
  await useBackend("tensorflow");
  const model = createLlama(config, { seed: 1 });
  await saveHuggingFace(model, join(folder, name), { format: "float32" });
  model.dispose();
  return join(folder, name);
}
