/**
 * Prints how often simulated and written conversations mention artists, tags, years and so on, and how varied their
 * language is: `node --conditions=@talkplay/source --import tsx examples/data/compare-dialogues.ts`
 */
import { dialogueStatistics, drawPlaylists, mentionRates, releasePlaylists, simulateDialogues } from "@talkplay/datasets";
import type { Mention } from "@talkplay/datasets";
import { readCatalogue, readDialogues } from "@talkplay/datasets/node";
import { fileURLToPath } from "node:url";

const file = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const tracks = await readCatalogue(file("catalogue.parquet"));
const { dialogues: written } = await readDialogues(file("dialogues/written-train.jsonl"));
const playlists = [...releasePlaylists({ tracks }), ...drawPlaylists({ tracks, count: 2000, seed: 1 })];
const simulated = [...simulateDialogues({ tracks, playlists, count: 2000, seed: 1 })];

const rates = { written: mentionRates({ dialogues: written, tracks }), simulated: mentionRates({ dialogues: simulated, tracks }) };
const percent = (rate: number) => `${Math.round(100 * rate)} %`.padStart(6);
console.log("mentions".padEnd(16), "queries: written, simulated", "  responses: written, simulated");
for (const mention of Object.keys(rates.written) as Mention[]) {
  const { written: real, simulated: drawn } = { written: rates.written[mention], simulated: rates.simulated[mention] };
  console.log(mention.padEnd(16), percent(real.query), percent(drawn.query), "".padEnd(14), percent(real.response), percent(drawn.response));
}
console.log("written", dialogueStatistics({ dialogues: written }));
console.log("simulated, as many", dialogueStatistics({ dialogues: simulated.slice(0, written.length) }));
