import { rename, writeFile } from "node:fs/promises";
import { extname } from "node:path";
import { Command, Option } from "commander";
import type { DialogueSchema } from "../../dialogues/parse-dialogues.ts";
import { openDialogueFile } from "../../node/dialogue-file.ts";
import { readMpd } from "../../node/million-playlist/read-mpd.ts";
import { toParquet } from "../../node/million-playlist/to-parquet.ts";
import { readCatalogue } from "../../node/read-catalogue.ts";
import { streamDialogues } from "../../node/stream-dialogues.ts";
import { formatParquetCatalogue } from "../../parquet/format-parquet-catalogue.ts";
import { progressLine } from "../progress-line.ts";
import { stopSignal } from "../stop-signal.ts";

/** `convert KIND FROM TO`: the same data in another format. */
export function convertCommand(): Command {
  const command = new Command("convert").description(
    "write the same data in another format, told by the ending",
  );
  command
    .command("dialogues")
    .description("dialogues from .jsonl (either schema) or .parquet to .jsonl or .parquet (TalkPlayData-1)")
    .argument("<from>")
    .argument("<to>")
    .addOption(
      new Option("--schema <name>", "of .jsonl")
        .choices(["TalkPlayData-1", "freemusicc-dialogues"] satisfies DialogueSchema[])
        .default("TalkPlayData-1"),
    )
    .action(async (from: string, to: string, { schema }: { schema: DialogueSchema }) => {
      let count = 0;
      const written = await openDialogueFile(to, schema);
      try {
        for await (const { dialogue, playlist } of streamDialogues(from)) {
          await written.add(dialogue, playlist);
          count++;
        }
        await written.publish();
      } finally {
        await written.discard();
      }
      console.log(`${to}: ${count} dialogues`);
    });
  command
    .command("catalogue")
    .description("a catalogue from .csv, .jsonl or .parquet to .jsonl or .parquet")
    .argument("<from>")
    .argument("<to>")
    .action(async (from: string, to: string) => {
      const tracks = await readCatalogue(from);
      const ending = extname(to).toLowerCase();
      if (ending !== ".jsonl" && ending !== ".parquet") {
        throw new RangeError(`${to}: a catalogue is written to a name that ends in .jsonl or .parquet.`);
      }
      const content =
        ending === ".parquet"
          ? new Uint8Array(formatParquetCatalogue({ tracks }))
          : tracks.map((track) => `${JSON.stringify(track)}\n`);
      await writeFile(`${to}.unfinished`, content);
      await rename(`${to}.unfinished`, to);
      console.log(`${to}: ${tracks.length} tracks`);
    });
  command
    .command("mpd")
    .description("the Million Playlist Dataset (folder, .zip, .tar) to three Parquet tables")
    .argument("<from>")
    .argument("<to>", "folder")
    .action(async (from: string, to: string) => {
      const signal = stopSignal();
      const progress = progressLine();
      const counts = await toParquet({
        playlists: readMpd(from, { signal }),
        folder: to,
        signal,
        onProgress: ({ playlists, tracks }) => progress.show(`${playlists} playlists, ${tracks} tracks`),
      });
      progress.end();
      console.log(
        `${to}: ${counts.playlists} playlists, ${counts.tracks} tracks, ${counts.positions} positions`,
      );
    });
  return command;
}
