import { mkdir } from "node:fs/promises";
import { extname, join } from "node:path";
import { Command } from "commander";
import { readMpdPlaylists } from "../../node/million-playlist/read-mpd.ts";
import { splitMpd } from "../../node/million-playlist/split-mpd.ts";
import { readDialogues } from "../../node/read-dialogues.ts";
import { readSplit } from "../../node/read-split.ts";
import { writeDialogues } from "../../node/write-dialogues.ts";
import { writeSplit } from "../../node/write-split.ts";
import { coldTracks } from "../../split/cold-tracks.ts";
import { findLeaks } from "../../split/find-leaks.ts";
import type { Leak } from "../../split/leak-finder.ts";
import { SavedSplit } from "../../split/saved-split.ts";
import { splitByUser } from "../../split/split-by-user.ts";
import type { Dialogue } from "../../types/dialogue.ts";
import { isMpdSource } from "../is-mpd-source.ts";
import { integerFrom } from "../number-option.ts";
import { progressLine } from "../progress-line.ts";
import { stopSignal } from "../stop-signal.ts";

interface SplitOptions {
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
      "dialogues (.jsonl, .parquet), or the Million Playlist Dataset (folder, .zip, .tar, slice)",
    )
    .option("--out <folder>", "where split.json and, of dialogues, the three parts are written")
    .option("--verify <file>", "a split.json: compare the source with what it was when that was made")
    .option("--test <count>", "playlists, or dialogues, held out for testing", integerFrom(1), 1000)
    .option("--validation <count>", "as many held out for validation", integerFrom(0), 0)
    .option("--seed <number>", "of every draw", integerFrom(0), 1)
    .action(
      async (source: string, options: SplitOptions & { out?: string; verify?: string }, command: Command) => {
        const { out, verify } = options;
        if ((out === undefined) === (verify === undefined)) {
          command.error("error: give either --out FOLDER to make a split or --verify FILE to check one", {
            code: "commander.missingMandatoryOptionValue",
          });
        }
        if (verify !== undefined) return verifySplit(source, verify);
        const folder = out as string;
        await mkdir(folder, { recursive: true });
        await (isMpdSource(source) ? splitPlaylists : splitDialogues)(source, folder, options);
      },
    );
}

async function splitPlaylists(source: string, folder: string, options: SplitOptions): Promise<void> {
  const progress = progressLine();
  const made = await splitMpd(source, {
    ...sizes(options),
    signal: stopSignal(),
    onProgress: ({ pass, playlists }) =>
      progress.show(`${source}: ${playlists} playlists, pass ${pass} of 2`),
  });
  progress.end();
  await save(made.split, folder, options);
  report(made.leaks, made.coldTracks);
}

async function splitDialogues(source: string, folder: string, options: SplitOptions): Promise<void> {
  const { dialogues, schema } = await readDialogues(source);
  const split = splitByUser({ items: dialogues, user: playlistOf, ...sizes(options) });
  const ending = extname(source);
  for (const part of ["train", "validation", "test"] as const) {
    await writeDialogues(join(folder, `${part}${ending}`), { dialogues: split[part], schema });
  }
  await save(split, folder, options);
  report(findLeaks({ ...split, user: playlistOf }), coldTracks(split));
}

async function verifySplit(source: string, file: string): Promise<void> {
  const split = await readSplit(file);
  const counts = { train: 0, validation: 0, test: 0 };
  const progress = progressLine();
  const items = isMpdSource(source)
    ? readMpdPlaylists(source, {
        signal: stopSignal(),
        onProgress: ({ playlists }) => progress.show(`${source}: ${playlists} playlists`),
      })
    : (await readDialogues(source)).dialogues;
  for await (const item of items) {
    const part = split.partOf(item);
    if (part !== undefined) counts[part]++;
  }
  progress.end();
  split.finish();
  console.log(`${source} is what ${file} was made of: ${sizesOf(counts)}`);
}

/** A dialogue that names no playlist is its own. */
function playlistOf({ id, playlistId }: Dialogue): string {
  return playlistId ?? id;
}

function sizes({ test, validation, seed }: SplitOptions) {
  return { testSize: test, validationSize: validation, seed };
}

async function save(
  split: Parameters<typeof SavedSplit.of>[0],
  folder: string,
  { seed }: SplitOptions,
): Promise<void> {
  const file = join(folder, "split.json");
  await writeSplit(file, {
    split: SavedSplit.of(split, { description: `talkplay-datasets split, seed ${seed}` }),
  });
  const { train, validation, test } = split;
  console.log(
    `${file}: ${sizesOf({ train: train.length, validation: validation.length, test: test.length })}`,
  );
}

function sizesOf({ train, validation, test }: Record<"train" | "validation" | "test", number>): string {
  return `${train} for training, ${validation} for validation, ${test} for testing`;
}

function report(leaks: readonly Leak[], cold: ReadonlySet<string>): void {
  console.log(`${cold.size} tracks occur in the test part only`);
  const kinds = [...new Set(leaks.map(({ kind }) => kind))].join(", ");
  console.log(
    leaks.length === 0 ? "no leaks found" : `${leaks.length} leaks from test into training: ${kinds}`,
  );
}
