import { mkdir } from "node:fs/promises";
import { extname, join } from "node:path";
import { Command } from "commander";
import { readMpdPlaylists } from "../../node/million-playlist/read-mpd.ts";
import { readDialogues } from "../../node/read-dialogues.ts";
import { writeDialogues } from "../../node/write-dialogues.ts";
import { writeSplit } from "../../node/write-split.ts";
import { coldTracks } from "../../split/cold-tracks.ts";
import { findLeaks } from "../../split/find-leaks.ts";
import type { Leak } from "../../split/leak-finder.ts";
import { SavedSplit } from "../../split/saved-split.ts";
import { splitByTime } from "../../split/split-by-time.ts";
import { splitByUser } from "../../split/split-by-user.ts";
import type { Split } from "../../split/split.ts";
import type { Dialogue } from "../../types/dialogue.ts";
import type { Playlist } from "../../types/playlist.ts";
import { isMpdSource } from "../is-mpd-source.ts";
import { integerFrom } from "../number-option.ts";
import { progressLine } from "../progress-line.ts";
import { stopSignal } from "../stop-signal.ts";

interface SplitOptions {
  out: string;
  test: number;
  validation: number;
  seed: number;
}

/** `split SOURCE`: train, validation and test, as lists of ids and, of dialogues, as files. */
export function splitCommand(): Command {
  return new Command("split")
    .description(
      "split playlists chronologically, as the paper does, or dialogues at random with all of one playlist in one part",
    )
    .argument(
      "<source>",
      "dialogues (.jsonl, .parquet), or the Million Playlist Dataset (folder, .zip, .tar)",
    )
    .requiredOption("--out <folder>", "where split.json and, of dialogues, the three parts are written")
    .option("--test <count>", "playlists, or dialogues, held out for testing", integerFrom(1), 1000)
    .option("--validation <count>", "as many held out for validation", integerFrom(0), 0)
    .option("--seed <number>", "of every draw", integerFrom(0), 1)
    .action(async (source: string, options: SplitOptions) => {
      await mkdir(options.out, { recursive: true });
      await (isMpdSource(source) ? splitPlaylists(source, options) : splitDialogues(source, options));
    });
}

async function splitPlaylists(source: string, options: SplitOptions): Promise<void> {
  const items: Playlist[] = [];
  const progress = progressLine();
  const reading = readMpdPlaylists(source, {
    signal: stopSignal(),
    onProgress: ({ playlists }) => progress.show(`${source}: ${playlists} playlists`),
  });
  for await (const playlist of reading) items.push(playlist);
  progress.end();
  const split = splitByTime({ items, date: ({ modifiedAt }) => modifiedAt, ...sizes(options) });
  await save(split, options, findLeaks({ ...split, chronological: true }));
}

async function splitDialogues(source: string, options: SplitOptions): Promise<void> {
  const { dialogues, schema } = await readDialogues(source);
  const split = splitByUser({ items: dialogues, user: playlistOf, ...sizes(options) });
  const ending = extname(source);
  for (const part of ["train", "validation", "test"] as const) {
    await writeDialogues(join(options.out, `${part}${ending}`), { dialogues: split[part], schema });
  }
  await save(split, options, findLeaks({ ...split, user: playlistOf }));
}

/** A dialogue that names no playlist is its own. */
function playlistOf({ id, playlistId }: Dialogue): string {
  return playlistId ?? id;
}

function sizes({ test, validation, seed }: SplitOptions) {
  return { testSize: test, validationSize: validation, seed };
}

async function save(
  split: Split<Playlist> | Split<Dialogue>,
  { out, seed }: SplitOptions,
  leaks: readonly Leak[],
): Promise<void> {
  const file = join(out, "split.json");
  await writeSplit(file, {
    split: SavedSplit.of(split, { description: `talkplay-datasets split, seed ${seed}` }),
  });
  const { train, validation, test } = split;
  console.log(
    `${file}: ${train.length} for training, ${validation.length} for validation, ${test.length} for testing`,
  );
  console.log(`${coldTracks(split).size} tracks occur in the test part only`);
  const kinds = [...new Set(leaks.map(({ kind }) => kind))].join(", ");
  console.log(
    leaks.length === 0 ? "no leaks found" : `${leaks.length} leaks from test into training: ${kinds}`,
  );
}
