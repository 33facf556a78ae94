import { createLlama, llama3ChatTokens, llamaConfig, loadTokenizer } from "@talkplay/llm-core";
import { saveHuggingFace } from "@talkplay/llm-core/node";
import "@tensorflow/tfjs-backend-cpu";
import { readFileSync } from "node:fs";

// A Hugging Face folder with a small Llama of random weights: what `--base-model` and the READMEs are tried on.
const text = loadTokenizer(JSON.parse(readFileSync("examples/data/tokenizer.json", "utf8")));
const tokenizer = text.addTokens(llama3ChatTokens.filter((token) => !text.specialTokens.has(token)));
const config = llamaConfig("tiny", {
  vocabSize: tokenizer.vocabSize,
  hiddenSize: 48,
  intermediateSize: 96,
  numLayers: 1,
  numHeads: 2,
  numKeyValueHeads: 1,
  headDim: 24,
});
await saveHuggingFace(createLlama(config, { seed: 1 }), process.argv[2] as string, { tokenizer });
