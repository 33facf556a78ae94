import {
  createLlama,
  expandVocabulary,
  llama3ChatTokens,
  llamaConfig,
  loadTokenizer,
} from "@talkplay/llm-core";
import type { Llama, Tokenizer } from "@talkplay/llm-core";
import { loadLlama, loadTokenizerFolder } from "@talkplay/llm-core/node";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Size } from "../command/sizes.ts";

const demoTokenizer = fileURLToPath(new URL("../../../data/tokenizer.json", import.meta.url));

/**
 * The text tokenizer with every token that a conversation needs: the base model's, or the demo's byte-level BPE of
 * 8,000 tokens; the chat tokens where it lacks them, then the music tokens (paper §4.2).
 */
export async function prepareTokenizer({
  baseModel,
  musicTokens,
}: {
  baseModel: string | undefined;
  musicTokens: readonly string[];
}): Promise<{ tokenizer: Tokenizer; textVocabulary: number }> {
  const text =
    baseModel === undefined
      ? loadTokenizer(JSON.parse(readFileSync(demoTokenizer, "utf8")))
      : await loadTokenizerFolder(baseModel);
  const missing = llama3ChatTokens.filter((token) => !text.specialTokens.has(token));
  return { tokenizer: text.addTokens([...missing, ...musicTokens]), textVocabulary: text.vocabSize };
}

/** The model to train: the base model or a new one, its vocabulary expanded to the tokenizer's (Hewitt initialisation). */
export async function prepareModel({
  baseModel,
  tokenizer,
  textVocabulary,
  size,
  seed,
}: {
  baseModel: string | undefined;
  tokenizer: Tokenizer;
  textVocabulary: number;
  size: Size;
  seed: number;
}): Promise<{ model: Llama; notes: string[] }> {
  const text =
    baseModel === undefined
      ? createLlama(
          llamaConfig("tiny", {
            ...size.model,
            vocabSize: textVocabulary,
            maxPositions: Math.max(1024, size.training.time),
          }),
          { seed },
        )
      : await loadLlama(baseModel);
  const added = tokenizer.vocabSize - text.config.vocabSize;
  if (added <= 0) return { model: text, notes: [] };
  const { model, report } = await expandVocabulary(text, added, {
    seed,
    // Rows near the mean keep a pretrained model what it is; a new model has nothing to keep, and rows that all begin
    // alike would only learn late to differ.
    ...(baseModel === undefined && { scale: 1 }),
  });
  const notes = [...report].map(
    ([weight, { method }]) => `${added} new rows of ${weight} drawn by ${method}`,
  );
  return { model, notes };
}
