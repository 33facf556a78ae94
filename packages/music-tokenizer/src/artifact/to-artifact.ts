import { name as packageName, version } from "../../package.json";
import type { MusicTokenizer } from "../tokenizer/music-tokenizer.ts";
import { sha256 } from "./checksum.ts";
import { type Manifest, manifestFile, writeManifest } from "./manifest.ts";
import { writeNpy } from "./npy.ts";

export interface ArtifactOptions {
  /**
   * Whether the training tracks' embeddings go along: 4 bytes a value, by far the largest part. Without them the loaded
   * tokenizer does everything but impute missing modalities of new tracks.
   * @default true under the "impute" policy, else false
   */
  embeddings?: boolean;
}

/**
 * A tokenizer as files: `manifest.json` with checksums, settings and provenance, NumPy arrays, and the track ids. The
 * same tokenizer gives the same bytes; each file but the manifest has part of its checksum in its name.
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
  for (const [position, { centroids, ...facts }] of codebooks.entries()) {
    const { name, clusters, width } = facts;
    const entry: Manifest["modalities"][number] = {
      ...facts,
      codebook: await add(`codebook-${position}-${name}`, "npy", writeNpy(centroids, [clusters, width])),
    };
    if (training) {
      const { ids, rows } = training[position]!;
      const rowBytes = writeNpy(rows, [ids.length, width]);
      entry.trainingFingerprint = await sha256(rowBytes);
      if (embeddings) {
        const trackRows = Int32Array.from(ids, (id) => rowOf.get(id)!);
        entry.training = {
          rows: await add(`training-${position}-${name}`, "npy", rowBytes),
          tracks: await add(`training-tracks-${position}-${name}`, "npy", writeNpy(trackRows, [ids.length])),
        };
      }
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
    imputed: await add("imputed", "npy", writeNpy(tracks.imputed, shape)),
    distances: await add("distances", "npy", writeNpy(tracks.distances, shape)),
    trained: await add("trained", "npy", writeNpy(trained, [tracks.ids.length])),
    files: checked,
  };
  return files.set(manifestFile, await writeManifest(manifest));
}
