// The texts that examples/data/tokenizer.json was trained on: the catalogue, the written training conversations and
// simulated ones. Run: node --import tsx --conditions=@talkplay/source examples/data/tokenizer-corpus.ts FILE
import { drawPlaylists, releasePlaylists, simulateDialogues } from "@talkplay/datasets";
import type { Dialogue } from "@talkplay/datasets";
import { readCatalogue, readDialogues } from "@talkplay/datasets/node";
import { writeFileSync } from "node:fs";

const folder = new URL(".", import.meta.url).pathname;
const tracks = await readCatalogue(`${folder}catalogue.parquet`);
const { dialogues: written } = await readDialogues(`${folder}dialogues/written-train.jsonl`);
const playlists = [...releasePlaylists({ tracks }), ...drawPlaylists({ tracks, count: 8000, seed: 1 })];
const simulated = [...simulateDialogues({ tracks, playlists, count: 6000, seed: 1 })];
const texts = (dialogues: readonly Dialogue[]) =>
  dialogues.flatMap(({ turns }) => turns.flatMap(({ query, response }) => [query, response]));
const lines = [
  ...tracks.map(({ title, artists, album, label }) => [title, ...artists, album, label].filter(Boolean).join(" ")),
  ...texts(simulated),
  // Written words matter most and are few.
  ...Array.from({ length: 5 }, () => texts(written)).flat(),
  ...playlists.map(({ title }) => title),
];
writeFileSync(process.argv[2] as string, lines.map((line) => JSON.stringify(line)).join("\n"));
