import { mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Command } from "commander";
import { formatParquetCatalogue } from "../../parquet/format-parquet-catalogue.ts";
import { collectionStatistics, formatCollectionTable } from "../../statistics/collection-statistics.ts";
import { generateWorld } from "../../world/generate-world.ts";
import {
  formatWorldSlices,
  worldTrackUri,
} from "../../world/million-playlist-dataset/format-world-slices.ts";
import { integerFrom } from "../number-option.ts";
import { progressLine } from "../progress-line.ts";
import { stopSignal } from "../stop-signal.ts";

/** `world`: a made-up catalogue and its playlists, as slices of the Million Playlist Dataset's format. */
export function worldCommand(): Command {
  return new Command("world")
    .description("make a world of music up: catalogue.parquet, and its playlists as mpd.slice.*.json")
    .requiredOption("--out <folder>", "made if it is not there; slices go into its folder data")
    .option("--tracks <count>", "size of the catalogue", integerFrom(1), 20_000)
    .option("--playlists <count>", "number of playlists", integerFrom(0), 10_000)
    .option("--seed <number>", "the same seed makes the same world", integerFrom(0), 1)
    .action(async (options: { out: string; tracks: number; playlists: number; seed: number }) => {
      const { out, tracks, playlists, seed } = options;
      const signal = stopSignal();
      const progress = progressLine();
      const world = generateWorld({ tracks, playlists, seed });
      const data = join(out, "data");
      await mkdir(data, { recursive: true });
      // Ids are the URIs of the slices, as a catalogue of the dataset's own tracks has them.
      const listed = world.tracks.map((track) => ({ ...track, id: worldTrackUri(track.id) }));
      const catalogue = new Uint8Array(formatParquetCatalogue({ tracks: listed }));
      await writeWhole(join(out, "catalogue.parquet"), catalogue);
      let slices = 0;
      for (const { name, text } of formatWorldSlices({ world })) {
        signal.throwIfAborted();
        await writeWhole(join(data, name), text);
        progress.show(`${++slices} slices`);
      }
      progress.end();
      console.log(
        `${out}: ${tracks} tracks, ${playlists} playlists in ${Math.ceil(playlists / 1000)} slices`,
      );
      if (playlists > 0) console.log(`\n${formatCollectionTable("this world", collectionStatistics(world))}`);
    });
}

async function writeWhole(file: string, content: string | Uint8Array): Promise<void> {
  await writeFile(`${file}.unfinished`, content);
  await rename(`${file}.unfinished`, file);
}
