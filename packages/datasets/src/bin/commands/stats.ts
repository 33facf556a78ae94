import { basename } from "node:path";
import { Command } from "commander";
import { readMpdPlaylists } from "../../node/million-playlist/read-mpd.ts";
import { streamDialogues } from "../../node/stream-dialogues.ts";
import { DialogueCounts } from "../../statistics/dialogue-statistics.ts";
import { formatVarietyTable, VarietySample } from "../../statistics/language-variety.ts";
import { PlaylistCounts } from "../../statistics/playlist-counts.ts";
import { formatDialogueTable, formatPlaylistTable } from "../../statistics/table-1.ts";
import { isMpdSource } from "../is-mpd-source.ts";
import { progressLine } from "../progress-line.ts";
import { stopSignal } from "../stop-signal.ts";

/** `stats SOURCE…`: Table 1 of the paper, with rows for what is given. */
export function statsCommand(): Command {
  return new Command("stats")
    .description("print the rows of the paper's Table 1 for dialogues or playlists, beside the paper's own")
    .argument(
      "<source...>",
      "dialogues (.jsonl, .parquet), or the Million Playlist Dataset (folder, .zip, .tar)",
    )
    .option("--json", "print figures as JSON instead of Markdown")
    .action(async (sources: string[], { json = false }: { json?: boolean }) => {
      const signal = stopSignal();
      const playlists = [];
      const dialogues = [];
      const samples = [];
      for (const source of sources) {
        const name = basename(source);
        if (isMpdSource(source)) playlists.push({ name, statistics: await countPlaylists(source, signal) });
        else {
          const { statistics, sample } = await countDialogues(source, signal);
          dialogues.push({ name, statistics, variety: sample.variety() });
          samples.push({ name, sample });
        }
      }
      if (json) console.log(JSON.stringify({ playlists, dialogues }, null, 2));
      else {
        const tables = [
          ...(playlists.length > 0 ? [formatPlaylistTable(playlists)] : []),
          ...(dialogues.length > 0 ? [formatDialogueTable(dialogues), formatVarietyTable(samples)] : []),
        ];
        console.log(tables.join("\n\n"));
      }
    });
}

async function countPlaylists(source: string, signal: AbortSignal) {
  const counts = new PlaylistCounts();
  const progress = progressLine();
  const onProgress = ({ playlists }: { playlists: number }) =>
    progress.show(`${source}: ${playlists} playlists`);
  for await (const playlist of readMpdPlaylists(source, { signal, onProgress })) counts.add(playlist);
  progress.end();
  return counts.statistics();
}

async function countDialogues(source: string, signal: AbortSignal) {
  const counts = new DialogueCounts();
  const sample = new VarietySample();
  const progress = progressLine();
  const onProgress = ({ dialogues }: { dialogues: number }) =>
    progress.show(`${source}: ${dialogues} dialogues`);
  for await (const { dialogue } of streamDialogues(source, { signal, onProgress })) {
    counts.add(dialogue);
    sample.add(dialogue);
  }
  progress.end();
  return { statistics: counts.statistics(), sample };
}
