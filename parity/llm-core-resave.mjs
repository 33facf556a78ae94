// Loads a model folder with llm-core and saves it to another, for llm-core-hugging-face.py.
//   npx tsx --conditions=@talkplay/source parity/llm-core-resave.mjs FROM TO
import "@tensorflow/tfjs-backend-cpu";
import { loadLlama, saveHuggingFace } from "@talkplay/llm-core/node";

const [from, to] = process.argv.slice(2);
await saveHuggingFace(await loadLlama(from), to);
