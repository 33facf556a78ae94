// Loads a model and an adapter with llm-core and saves the adapter to another folder, for llm-core-lora.py.
//   npx tsx --conditions=@talkplay/source parity/llm-core-resave-lora.mjs BASE ADAPTER TO FIRST-NEW-ID
import "@tensorflow/tfjs-backend-cpu";
import { loadLlama, loadLora, saveLora } from "@talkplay/llm-core/node";

const [base, from, to, firstId] = process.argv.slice(2);
const model = await loadLlama(base);
await loadLora(model, from);
await saveLora(model, to, { firstId: Number(firstId) });
