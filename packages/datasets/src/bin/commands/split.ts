import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { Command } from "commander";
import { readMpdPlaylists } from "../../node/million-playlist/read-mpd.ts";
import { splitMpd } from "../../node/million-playlist/split-mpd.ts";
import { readSplit } from "../../node/read-split.ts";
import { splitDialogues } from "../../node/split-dialogues.ts";
import { streamDialogues } from "../../node/stream-dialogues.ts";
import { writeSplit } from "../../node/write-split.ts";
import type { Leak } from "../../split/leak-finder.ts";
import { SavedSplit } from "../../split/saved-split.ts";
import type { Dialogue } from "../../types/dialogue.ts";
import type { Playlist } from "../../types/playlist.ts";
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
        await (isMpdSource(source) ? splitPlaylists : splitDialogueFile)(source, folder, options);
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

async function splitDialogueFile(source: string, folder: string, options: SplitOptions): Promise<void> {
  const progress = progressLine();
  const made = await splitDialogues(source, {
    ...sizes(options),
    folder,
    signal: stopSignal(),
    onProgress: ({ pass, dialogues }) =>
      progress.show(`${source}: ${dialogues} dialogues, pass ${pass} of 3`),
  });
  progress.end();
  await save(made.split, folder, options);
  report(made.leaks, made.coldTracks);
}

async function verifySplit(source: string, file: string): Promise<void> {
  const split = await readSplit(file);
  const counts = { train: 0, validation: 0, test: 0 };
  const progress = progressLine();
  const signal = stopSignal();
  const count = (item: Playlist | Dialogue) => {
    const part = split.partOf(item);
    if (part !== undefined) counts[part]++;
  };
  if (isMpdSource(source)) {
    const onProgress = ({ playlists }: { playlists: number }) =>
      progress.show(`${source}: ${playlists} playlists`);
    for await (const playlist of readMpdPlaylists(source, { signal, onProgress })) count(playlist);
  } else {
    const onProgress = ({ dialogues }: { dialogues: number }) =>
      progress.show(`${source}: ${dialogues} dialogues`);
    for await (const { dialogue } of streamDialogues(source, { signal, onProgress })) count(dialogue);
  }
  progress.end();
  split.finish();
  console.log(`${source} is what ${file} was made of: ${sizesOf(counts)}`);
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
