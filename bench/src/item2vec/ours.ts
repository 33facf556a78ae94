import { trainItem2VecInThreads } from "@talkplay/music-tokenizer/node";
import { writeSafetensors } from "@talkplay/music-tokenizer/matrices";
import { readFile, writeFile } from "node:fs/promises";
import { listen } from "../contender/listen.ts";

let playlists: string[][] = [];

await listen(async (message) => {
  if (typeof message.load === "string") {
    playlists = (await readFile(message.load, "utf8")).split("\n").map((line) => line.split(" "));
    return { positions: playlists.reduce((sum, { length }) => sum + length, 0) };
  }
  const { out, ...options } = message as Record<"width" | "window" | "epochs" | "seed", number> & {
    out: string;
  };
  const start = performance.now();
  const { ids, rows } = await trainItem2VecInThreads(playlists, { ...options, threads: 2 });
  const seconds = (performance.now() - start) / 1000;
  const tensors = new Map([["rows", { shape: [ids.length, options.width], values: rows }]]);
  await writeFile(out, writeSafetensors({ tensors, metadata: { ids: ids.join(" ") } }));
  return { seconds, peakBytes: process.resourceUsage().maxRSS * 1024 };
});
