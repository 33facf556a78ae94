import type { Embeddings } from "../embeddings/embeddings.ts";
import { noCode } from "../tokens/token-text.ts";
import type { Codebook } from "../tokenizer/codebook.ts";
import { MusicTokenizer } from "../tokenizer/music-tokenizer.ts";
import { ArtifactError } from "./artifact-error.ts";
import { sha256 } from "./checksum.ts";
import { type Manifest, manifestFile, readManifest } from "./manifest.ts";
import { readNpy } from "./npy.ts";

/**
 * The tokenizer that `toArtifact` wrote. Every file is checked against its length and checksum, every array against its
 * shape, every code against its codebook.
 *
 * @param files by name: the manifest and the files that `artifactFiles` lists for it.
 * @throws {ArtifactError} on the first file that is missing, foreign, of another version, or damaged.
 */
export async function fromArtifact(files: ReadonlyMap<string, Uint8Array>): Promise<MusicTokenizer> {
  const manifest = await readManifest(fileOf(files, manifestFile));
  for (const [file, { bytes, sha256: checksum }] of Object.entries(manifest.files)) {
    const content = fileOf(files, file);
    if (content.length !== bytes)
      throw new ArtifactError(file, "damaged", `${bytes} bytes`, String(content.length));
    const got = await sha256(content);
    if (got !== checksum) throw new ArtifactError(file, "damaged", `SHA-256 ${checksum}`, got);
  }
  const ids = JSON.parse(new TextDecoder().decode(fileOf(files, manifest.ids))) as string[];
  if (ids.length !== manifest.tracks) {
    throw new ArtifactError(manifest.ids, "damaged", `${manifest.tracks} ids`, String(ids.length));
  }
  const shape = [manifest.tracks, manifest.modalities.length];
  const codes = readNpy(manifest.codes, fileOf(files, manifest.codes), "<u2", shape);
  checkCodes(manifest, codes);
  const training = readTraining(files, manifest, ids);
  return new MusicTokenizer({
    settings: manifest.settings,
    codebooks: manifest.modalities.map((modality) => readCodebook(files, modality)),
    tracks: {
      ids,
      codes,
      imputed: readNpy(manifest.imputed, fileOf(files, manifest.imputed), "|u1", shape),
      distances: readNpy(manifest.distances, fileOf(files, manifest.distances), "<f4", shape),
    },
    trained: readNpy(manifest.trained, fileOf(files, manifest.trained), "|u1", [manifest.tracks]),
    training,
  });
}

function fileOf(files: ReadonlyMap<string, Uint8Array>, file: string): Uint8Array {
  const bytes = files.get(file);
  if (!bytes) throw new ArtifactError(file, "missing", "the file", "nothing");
  return bytes;
}

function checkCodes({ codes: file, modalities, settings }: Manifest, codes: Uint16Array): void {
  codes.forEach((code, at) => {
    const { name, clusters } = modalities[at % modalities.length]!;
    if (code < clusters || (code === noCode && settings.missing === "none-token")) return;
    throw new ArtifactError(file, "damaged", `codes of ${name} below ${clusters}`, String(code));
  });
}

function readCodebook(
  files: ReadonlyMap<string, Uint8Array>,
  modality: Manifest["modalities"][number],
): Codebook {
  const { codebook: file, penalties, training: _, ...facts } = modality;
  const centroids = readNpy(file, fileOf(files, file), "<f4", [facts.clusters, facts.width]);
  if (penalties === undefined) return { ...facts, centroids };
  return {
    ...facts,
    centroids,
    penalties: readNpy(penalties, fileOf(files, penalties), "<f8", [facts.clusters]),
  };
}

/** Per codebook; levels share what their modality has. Nothing where it was not saved. */
function readTraining(
  files: ReadonlyMap<string, Uint8Array>,
  { modalities }: Manifest,
  ids: readonly string[],
): Embeddings[] | undefined {
  const byModality = new Map<string, Embeddings>();
  for (const modality of modalities) {
    const rows = readTrainingRows(files, modality, ids);
    if (rows) byModality.set(modality.name, rows);
  }
  if (byModality.size === 0) return undefined;
  return modalities.map(({ name, residualOf }) => byModality.get(residualOf ?? name)!);
}

function readTrainingRows(
  files: ReadonlyMap<string, Uint8Array>,
  { training, trainingRows, width }: Manifest["modalities"][number],
  ids: readonly string[],
): Embeddings | undefined {
  if (!training) return undefined;
  const rows = readNpy(training.rows, fileOf(files, training.rows), "<f4", [trainingRows, width]);
  const tracks = readNpy(training.tracks, fileOf(files, training.tracks), "<i4", [trainingRows]);
  return {
    ids: Array.from(tracks, (track) => {
      const id = ids[track];
      if (id === undefined)
        throw new ArtifactError(training.tracks, "damaged", "rows of tracks", String(track));
      return id;
    }),
    rows,
    width,
  };
}
