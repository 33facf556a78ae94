import { extname, join } from "node:path";
import { LeakFinder } from "../split/leak-finder.ts";
import type { Leak } from "../split/leak-finder.ts";
import { SavedSplit } from "../split/saved-split.ts";
import { splitByUser } from "../split/split-by-user.ts";
import { splitEntry } from "../split/split-entry.ts";
import type { SplitEntry } from "../split/split-entry.ts";
import type { Split, SplitSizes } from "../split/split.ts";
import type { DialogueSchema } from "../dialogues/parse-dialogues.ts";
import type { Dialogue } from "../types/dialogue.ts";
import { openDialogueFile } from "./dialogue-file.ts";
import type { DialogueFile } from "./dialogue-file.ts";
import { streamDialogues } from "./stream-dialogues.ts";

/** Sizes of the parts, and where they are written. */
export interface SplitDialoguesOptions extends SplitSizes {
  /** A folder that is there; the parts are `train`, `validation` and `test` with the source's ending. */
  folder: string;
  signal?: AbortSignal;
  /** Told after every 1,000 dialogues; the source is read three times. */
  onProgress?: (progress: { dialogues: number; pass: 1 | 2 | 3 }) => void;
}

/** A split of a file of dialogues. */
export interface DialogueSplit {
  /** The parts' entries, for `SavedSplit.of`. */
  split: Split<SplitEntry>;
  /** Tracks that occur in the test part and not in train. */
  coldTracks: Set<string>;
  /** What gives a test dialogue away; empty for a sound split. */
  leaks: Leak[];
}

/**
 * Splits a file of dialogues at random with all of one playlist in one part, as `splitByUser` does, into three files of
 * the same schema, each in the source's order. Of each dialogue it holds an id, a playlist's id and a fingerprint. Reads
 * the source three times: to draw the parts, to write them, and to look for what gives the test part away.
 *
 * @param source JSON lines or Parquet.
 * @throws {MalformedRecordError} as `streamDialogues` does; SplitMismatchError if the source changes in between;
 * RangeError if nothing would be left to train on.
 */
export async function splitDialogues(source: string, options: SplitDialoguesOptions): Promise<DialogueSplit> {
  const { folder, signal, onProgress } = options;
  const pass = (number: 1 | 2 | 3) =>
    streamDialogues(source, {
      signal,
      onProgress: ({ dialogues }) => onProgress?.({ dialogues, pass: number }),
    });

  const entries: (SplitEntry & { user: string })[] = [];
  let found: DialogueSchema | undefined;
  for await (const { dialogue, schema } of pass(1)) {
    entries.push({ ...splitEntry(dialogue), user: playlistOf(dialogue) });
    found = schema;
  }
  const split = splitByUser({ ...options, items: entries, user: ({ user }) => user });

  const parts = SavedSplit.of(split);
  const finder = new LeakFinder<Dialogue>({ user: playlistOf });
  const warm = new Set<string>();
  const coldTracks = new Set<string>();
  const files = await openParts(folder, extname(source), found as DialogueSchema);
  try {
    for await (const { dialogue } of pass(2)) {
      const part = parts.partOf(dialogue);
      if (part === undefined) continue;
      await files[part].add(dialogue);
      if (part === "test") finder.addTest(dialogue);
      const tracks = { train: warm, validation: undefined, test: coldTracks }[part];
      for (const { trackId } of dialogue.turns) tracks?.add(trackId);
    }
    parts.finish();
    for (const file of Object.values(files)) await file.publish();
  } finally {
    for (const file of Object.values(files)) await file.discard();
  }
  for (const id of warm) coldTracks.delete(id);
  return { split, coldTracks, leaks: await leaksOf(pass(3), { finder, split }) };
}

async function openParts(
  folder: string,
  ending: string,
  schema: DialogueSchema,
): Promise<Record<keyof Split<unknown>, DialogueFile>> {
  const opened = (part: keyof Split<unknown>) => openDialogueFile(join(folder, `${part}${ending}`), schema);
  return { train: await opened("train"), validation: await opened("validation"), test: await opened("test") };
}

async function leaksOf(
  dialogues: ReturnType<typeof streamDialogues>,
  { finder, split }: { finder: LeakFinder<Dialogue>; split: Split<SplitEntry> },
): Promise<Leak[]> {
  const parts = SavedSplit.of(split);
  const leaks: Leak[] = [];
  for await (const { dialogue } of dialogues) {
    if (parts.partOf(dialogue) !== "test") leaks.push(...finder.leaksOf(dialogue));
  }
  parts.finish();
  return leaks;
}

/** A dialogue that names no playlist is its own. */
function playlistOf({ id, playlistId }: Dialogue): string {
  return playlistId ?? id;
}
