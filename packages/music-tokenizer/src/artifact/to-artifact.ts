import { name as packageName, version } from "../../package.json";
import type { MusicTokenizer } from "../tokenizer/music-tokenizer.ts";
import { sha256 } from "./checksum.ts";
import { codesTable } from "./codes-table.ts";
import { type Manifest, manifestFile, writeManifest } from "./manifest.ts";
import { writeNpy } from "./npy.ts";

/** Options of `toArtifact`. */
export interface ArtifactOptions {
  /**
   * Whether the training tracks' embeddings go along: 4 bytes a value, by far the largest part. Without them the loaded
   * tokenizer does everything but impute missing modalities of new tracks.
   * @default true under the "impute" policy, else false
   */
  embeddings?: boolean;
}

/**
 * A tokenizer as files: `manifest.json` with checksums, settings and provenance, NumPy arrays, the track ids, and
 * the codes once more as a Parquet table for other programs. The
 * same tokenizer gives the same bytes, the manifest last; each file but the manifest has part of its checksum in its name.
 */
export async function toArtifact(
  { state }: MusicTokenizer,
  { embeddings = state.settings.missing === "impute" }: ArtifactOptions = {},
): Promise<Map<string, Uint8Array>> {
  const { settings, codebooks, tracks, trained, training } = state;
  const files = new Map<string, Uint8Array>();
  const checked: Manifest["files"] = {};
  async function add(stem: string, extension: string, bytes: Uint8Array): Promise<string> {
    const checksum = await sha256(bytes);
    const file = `${stem}.${checksum.slice(0, 12)}.${extension}`;
    files.set(file, bytes);
    checked[file] = { bytes: bytes.length, sha256: checksum };
    return file;
  }

  const rowOf = new Map(tracks.ids.map((id, row) => [id, row]));
  const modalities: Manifest["modalities"] = [];
  for (const [position, { centroids, penalties, ...facts }] of codebooks.entries()) {
    const { name, clusters, width } = facts;
    const trainingRows = training && writeNpy(training[position]!.rows, [facts.trainingRows, width]);
    const entry: Manifest["modalities"][number] = {
      ...facts,
      trainingFingerprint: trainingRows ? await sha256(trainingRows) : facts.trainingFingerprint,
      codebook: await add(`codebook-${position}-${name}`, "npy", writeNpy(centroids, [clusters, width])),
    };
    if (penalties)
      entry.penalties = await add(`penalties-${position}-${name}`, "npy", writeNpy(penalties, [clusters]));
    if (trainingRows && embeddings && facts.residualOf === undefined) {
      const tracksOfRows = Int32Array.from(training[position]!.ids, (id) => rowOf.get(id)!);
      entry.training = {
        rows: await add(`training-${position}-${name}`, "npy", trainingRows),
        tracks: await add(
          `training-tracks-${position}-${name}`,
          "npy",
          writeNpy(tracksOfRows, [facts.trainingRows]),
        ),
      };
    }
    modalities.push(entry);
  }
  const shape = [tracks.ids.length, codebooks.length];
  const manifest: Manifest = {
    library: `${packageName} ${version}`,
    settings,
    tracks: tracks.ids.length,
    modalities,
    ids: await add("ids", "json", new TextEncoder().encode(JSON.stringify(tracks.ids))),
    codes: await add("codes", "npy", writeNpy(tracks.codes, shape)),
    table: await add(
      "codes-table",
      "parquet",
      codesTable(
        tracks,
        codebooks.map(({ name }) => name),
      ),
    ),
    imputed: await add("imputed", "npy", writeNpy(tracks.imputed, shape)),
    distances: await add("distances", "npy", writeNpy(tracks.distances, shape)),
    trained: await add("trained", "npy", writeNpy(trained, [tracks.ids.length])),
    files: checked,
  };
  return files.set(manifestFile, await writeManifest(manifest));
}
