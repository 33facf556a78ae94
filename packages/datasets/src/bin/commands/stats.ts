import { basename } from "node:path";
import { Command } from "commander";
import { readMpdPlaylists } from "../../node/million-playlist/read-mpd.ts";
import { readDialogues } from "../../node/read-dialogues.ts";
import { dialogueStatistics } from "../../statistics/dialogue-statistics.ts";
import { formatVarietyTable, languageVariety } from "../../statistics/language-variety.ts";
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
      const texts = [];
      for (const source of sources) {
        const name = basename(source);
        if (isMpdSource(source)) playlists.push({ name, statistics: await countPlaylists(source, signal) });
        else {
          const read = await readDialogues(source);
          dialogues.push({ name, statistics: dialogueStatistics(read), variety: languageVariety(read) });
          texts.push({ name, dialogues: read.dialogues });
        }
      }
      if (json) console.log(JSON.stringify({ playlists, dialogues }, null, 2));
      else {
        const tables = [
          ...(playlists.length > 0 ? [formatPlaylistTable(playlists)] : []),
          ...(dialogues.length > 0 ? [formatDialogueTable(dialogues), formatVarietyTable(texts)] : []),
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
