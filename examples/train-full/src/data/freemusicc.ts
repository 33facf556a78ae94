import { drawPlaylists, releasePlaylists } from "@talkplay/datasets";
import type { Dialogue, Track } from "@talkplay/datasets";
import { readCatalogue, readDialogues } from "@talkplay/datasets/node";
import { fileURLToPath } from "node:url";
import type { ExperimentData, LoadDataOptions } from "./experiment-data.ts";
import { holdOut } from "./hold-out.ts";

const dataFolder = fileURLToPath(new URL("../../../data/", import.meta.url));

/**
 * The committed real catalogue and its written conversations. Releases and compilations are playlists, with more drawn
 * around tags, labels and artists; the newest playlists are held out and become the simulated test conversations. 60
 * of the 240 written conversations are held out too, unless the user brings a test file: then all 240 are trained on.
 */
export async function loadFreemusicc({ size, seed, testFile }: LoadDataOptions): Promise<ExperimentData> {
  const catalogue = await readCatalogue(`${dataFolder}catalogue.parquet`);
  const writtenTrain = (await readDialogues(`${dataFolder}dialogues/written-train.jsonl`)).dialogues;
  const writtenTest = (await readDialogues(`${dataFolder}dialogues/written-test.jsonl`)).dialogues;
  const tracks = limitCatalogue(catalogue, size.catalogueLimit, [...writtenTrain, ...writtenTest], seed);
  const playlists = [
    ...releasePlaylists({ tracks, seed }),
    ...drawPlaylists({ tracks, count: size.drawnPlaylists, seed }),
  ];
  const parts = holdOut({ tracks, playlists, size, seed });
  const kept =
    testFile === undefined
      ? { train: writtenTrain, test: writtenTest }
      : { train: [...writtenTrain, ...writtenTest], test: [] };
  const limit = <T>(items: T[]) =>
    size.catalogueLimit === undefined ? items : items.slice(0, size.simulatedTestDialogues);
  return {
    name: "freemusicc",
    source: "github.com/ojdo/freemusi.cc-database and written conversations over it, CC BY-SA 4.0",
    tracks,
    playlists: parts.playlists,
    training: { written: kept.train, simulated: parts.training },
    validation: parts.validation,
    tests: [
      ...(kept.test.length > 0 ? [{ name: "written", dialogues: limit(kept.test) }] : []),
      { name: "simulated", dialogues: parts.test },
    ],
    modalities: ["playlist", "semantic", "metadata"],
  };
}

/** A part of the catalogue that still holds every track of the written conversations. */
function limitCatalogue(
  catalogue: Track[],
  limit: number | undefined,
  written: Dialogue[],
  seed: number,
): Track[] {
  if (limit === undefined) return catalogue;
  const needed = new Set(written.flatMap(({ turns }) => turns.map(({ trackId }) => trackId)));
  let space = limit - needed.size;
  // Whole releases, spread over the catalogue, so that playlists stay whole.
  const releases = [...new Set(catalogue.map(({ releaseId, album }) => releaseId ?? album))];
  const stride = 7 + (seed % 5);
  const chosen = new Set<string | undefined>();
  for (let index = 0; index < releases.length && space > 0; index += stride) {
    chosen.add(releases[index]);
    space -= catalogue.filter(({ releaseId, album }) => (releaseId ?? album) === releases[index]).length;
  }
  return catalogue.filter(({ id, releaseId, album }) => needed.has(id) || chosen.has(releaseId ?? album));
}
