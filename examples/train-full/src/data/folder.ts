import { checkTrackIds, drawPlaylists, releasePlaylists, splitAtRandom } from "@talkplay/datasets";
import type { Playlist, Track } from "@talkplay/datasets";
import { readCatalogue, readDialogues } from "@talkplay/datasets/node";
import { existsSync, statSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { UsageError } from "../command/usage-error.ts";
import type { ExperimentData, LoadDataOptions } from "./experiment-data.ts";
import { holdOut } from "./hold-out.ts";
import type { HeldOut } from "./hold-out.ts";

/**
 * A catalogue of the user's own: a folder with `catalogue.csv`, `.jsonl` or `.parquet`, and optionally
 * `dialogues.jsonl` (either schema). Without enough dialogues the simulator writes some around the tracks' tags.
 */
export async function loadFolder(folder: string, { size, seed }: LoadDataOptions): Promise<ExperimentData> {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) {
    throw new UsageError(
      `--data ${folder}: expected freemusicc, cpcd, world or a folder, and there is no such folder`,
    );
  }
  const catalogueFile = ["csv", "jsonl", "parquet"]
    .map((ending) => join(folder, `catalogue.${ending}`))
    .find(existsSync);
  if (catalogueFile === undefined) {
    throw new UsageError(`${folder} holds no catalogue.csv, catalogue.jsonl or catalogue.parquet`);
  }
  const tracks = await readCatalogue(catalogueFile);
  const dialogueFile = join(folder, "dialogues.jsonl");
  const written = existsSync(dialogueFile) ? await readDialogues(dialogueFile) : { dialogues: [], lines: [] };
  checkTrackIds({ dialogues: written.dialogues, tracks, file: dialogueFile, lines: written.lines });

  const tagged = tracks.some(({ tags }) => tags !== undefined && tags.length > 0);
  const playlists: Playlist[] = [
    ...releasePlaylists({ tracks, seed }),
    ...(tagged ? drawPlaylists({ tracks, count: size.drawnPlaylists, seed }) : []),
  ];
  const simulated: HeldOut =
    tagged && playlists.length >= 10
      ? holdOut({ tracks, playlists, size, seed })
      : { playlists, training: [], validation: [], test: [] };
  const tenth = Math.floor(written.dialogues.length / 10);
  const parts =
    tenth > 0
      ? splitAtRandom({ items: written.dialogues, testSize: 2 * tenth, validationSize: tenth, seed })
      : { train: written.dialogues, validation: [], test: [] };
  if (parts.train.length === 0 && !tagged) {
    throw new UsageError(
      `${folder} has neither dialogues.jsonl nor tags to simulate conversations from: add one of them`,
    );
  }
  return {
    name: basename(resolve(folder)),
    source: resolve(folder),
    tracks,
    playlists: simulated.playlists,
    training: { written: parts.train, simulated: simulated.training },
    validation: [...parts.validation, ...simulated.validation],
    tests: [
      ...(parts.test.length > 0 ? [{ name: "dialogues", dialogues: parts.test }] : []),
      ...(simulated.test.length > 0 ? [{ name: "simulated", dialogues: simulated.test }] : []),
    ],
    modalities: modalitiesOf(tracks, playlists),
  };
}

/** The paper's modalities that the catalogue can fill; audio needs embeddings and is not among them. */
function modalitiesOf(tracks: Track[], playlists: Playlist[]): string[] {
  const has = (test: (track: Track) => boolean) => tracks.some(test);
  return [
    ...(playlists.length > 0 ? ["playlist"] : []),
    ...(has(({ tags, genre }) => (tags?.length ?? 0) > 0 || genre !== undefined) ? ["semantic"] : []),
    "metadata",
    ...(has(({ lyrics }) => lyrics !== undefined) ? ["lyrics"] : []),
  ];
}
