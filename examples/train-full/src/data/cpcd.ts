import { splitAtRandom } from "@talkplay/datasets";
import type { Cpcd, CpcdDialogue, Dialogue, Playlist } from "@talkplay/datasets";
import { readCpcd } from "@talkplay/datasets/node";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { UsageError } from "../command/usage-error.ts";
import type { ExperimentData, LoadDataOptions } from "./experiment-data.ts";
import { dataFolders } from "./data-folders.ts";

const commit = "7b1969e1161040c19ffa245d33549e272ce274c5";
const origin = `https://raw.githubusercontent.com/google-research-datasets/cpcd/${commit}/data/cpcd_v1.dialogs.dev.train.jsonl`;
const fileName = "cpcd_v1.dialogs.dev.train.jsonl";
const sha256 = "541d785c425c143938b208f422e02f14e61a04436c8295e6469263c3d1bff010";

/**
 * Real conversations that build a playlist (Chaganty et al. 2023, CC BY 4.0), with their own catalogue. A turn's track
 * is one of those that its listener liked; turns without one lend their words to the next.
 */
export async function loadCpcd({ seed }: LoadDataOptions): Promise<ExperimentData> {
  const cpcd = await readCpcdTraining();
  const parts = splitAtRandom({ items: cpcd.dialogues, testSize: 50, validationSize: 20, seed });
  return {
    name: "cpcd",
    source: `github.com/google-research-datasets/cpcd@${commit}, CC BY 4.0`,
    tracks: cpcd.tracks,
    playlists: goalPlaylists(parts.train),
    training: { written: toDialogues(parts.train), simulated: [] },
    validation: toDialogues(parts.validation),
    tests: [{ name: "cpcd", dialogues: toDialogues(parts.test) }],
    modalities: ["playlist", "metadata"],
  };
}

/**
 * The published training split as it is. Read from the folder that `TALKPLAY_DATA` names or from `../shared/data`, else
 * fetched from its origin and checked.
 */
export async function readCpcdTraining(): Promise<Cpcd> {
  return readCpcd(await findOrFetch());
}

function toDialogues(dialogues: CpcdDialogue[]): Dialogue[] {
  return dialogues.map(toDialogue).filter(({ turns }) => turns.length > 0);
}

function toDialogue({ id, turns }: CpcdDialogue): Dialogue {
  const converted: Dialogue["turns"] = [];
  let words: string[] = [];
  const played = new Set<string>();
  for (const { query, response, likedTrackIds } of turns) {
    words.push(query);
    const trackId = likedTrackIds.find((liked) => !played.has(liked));
    if (trackId === undefined) continue;
    played.add(trackId);
    converted.push({ query: words.join(" "), trackId, response });
    words = [];
  }
  return { id, turns: converted };
}

function goalPlaylists(dialogues: CpcdDialogue[]): Playlist[] {
  return dialogues
    .filter(({ goalTrackIds }) => goalTrackIds.length > 1)
    .map(({ id, goalTrackIds, turns }) => ({
      id: `goal:${id}`,
      title: turns[0]?.query ?? "",
      modifiedAt: 0,
      trackIds: goalTrackIds,
    }));
}

async function findOrFetch(): Promise<string> {
  for (const folder of dataFolders()) {
    const file = join(folder, "cpcd", fileName);
    if (existsSync(file)) return file;
  }
  const file = join(".cache", "cpcd", fileName);
  if (existsSync(file) && digest(readFileSync(file)) === sha256) return file;
  let bytes: Uint8Array;
  try {
    const response = await fetch(origin);
    if (!response.ok) throw new Error(`${response.status} ${response.statusText}`);
    bytes = new Uint8Array(await response.arrayBuffer());
  } catch (error) {
    throw new UsageError(
      `CPCD is neither in the folder TALKPLAY_DATA names nor to be had from ${origin} (${(error as Error).message}): ` +
        `put ${fileName} into $TALKPLAY_DATA/cpcd/`,
    );
  }
  if (digest(bytes) !== sha256) {
    throw new UsageError(
      `${origin} gave another file than expected (SHA-256 ${digest(bytes)}): nothing was kept`,
    );
  }
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.part`, bytes);
  renameSync(`${file}.part`, file);
  return file;
}

function digest(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
