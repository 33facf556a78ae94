// Loads a model folder with llm-core, expands its vocabulary and saves it to another, for llm-core-expanded.py.
//   npx tsx --conditions=@talkplay/source parity/llm-core-expand.mjs FROM TO COUNT SEED
import "@tensorflow/tfjs-backend-cpu";
import { expandVocabulary } from "@talkplay/llm-core";
import { loadLlama, saveHuggingFace } from "@talkplay/llm-core/node";

const [from, to, count, seed] = process.argv.slice(2);
// At the covariance's full scale the new rows are as different from each other as the old
const { model } = await expandVocabulary(await loadLlama(from), Number(count), {
  scale: 1,
  seed: Number(seed),
});
await saveHuggingFace(model, to);
