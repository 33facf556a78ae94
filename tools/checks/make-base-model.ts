import { createLlama, llamaConfig, loadTokenizer } from "@talkplay/llm-core";
import { saveHuggingFace } from "@talkplay/llm-core/node";
import "@tensorflow/tfjs-backend-cpu";
import { readFileSync } from "node:fs";

// A Hugging Face folder with a small Llama of random weights: what `--base-model` is tried on.
const tokenizer = loadTokenizer(JSON.parse(readFileSync("examples/data/tokenizer.json", "utf8")));
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
