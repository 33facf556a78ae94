import { MusicTokenizer } from "@talkplay/music-tokenizer";
import type { TextEmbedder } from "@talkplay/music-tokenizer";
import { loadTokenizer, saveTokenizer } from "@talkplay/music-tokenizer/node";
import { existsSync } from "node:fs";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import type { Progress } from "../command/progress.ts";
import type { RunFolder } from "../command/run-folder.ts";
import type { Size } from "../command/sizes.ts";
import { UsageError } from "../command/usage-error.ts";
import type { ExperimentData } from "../data/experiment-data.ts";
import { embedCatalogue } from "./embed.ts";

/** A catalogue as tokens, and its documents' embeddings by catalogue row. */
export interface TokenizedCatalogue {
  music: MusicTokenizer;
  documents: { rows: Float32Array; width: number };
}

export interface TokenizeOptions {
  data: ExperimentData;
  /** Tracks that codebooks are fitted on. */
  warm: ReadonlySet<string>;
  size: Size;
  seed: number;
  folder: RunFolder;
  embedder: TextEmbedder;
  /** See `embedCatalogue`. */
  fromScratch: boolean;
  progress: Progress;
  signal: AbortSignal;
}

/** Embeds the catalogue and fits its codebooks; or reads both, when the run was here before. */
export async function tokenizeCatalogue(options: TokenizeOptions): Promise<TokenizedCatalogue> {
  const { data, warm, size, seed, folder, progress, signal } = options;
  const tokenizerFolder = folder.file("music-tokenizer");
  const documentsFile = folder.file("work", "documents.f32");
  if (existsSync(tokenizerFolder) && existsSync(documentsFile)) {
    const music = await loadTokenizer(tokenizerFolder);
    const bytes = new Uint8Array(await readFile(documentsFile));
    const rows = new Float32Array(bytes.buffer);
    progress.note("embeddings and codebooks are there already");
    return { music, documents: { rows, width: rows.length / data.tracks.length } };
  }
  checkClusters(data, size, warm);
  const { modalities, documents } = await embedCatalogue(options);
  const music = await MusicTokenizer.fit({
    modalities,
    trackIds: data.tracks.map(({ id }) => id),
    trainingIds: data.tracks.map(({ id }) => id).filter((id) => warm.has(id)),
    clusters: size.clusters,
    seed,
    signal,
    onProgress: (event) => progress.update(`codebooks: ${describe(event)}`),
  });
  await mkdir(folder.file("work"), { recursive: true });
  await writeFile(
    `${documentsFile}.part`,
    new Uint8Array(documents.rows.buffer, documents.rows.byteOffset, documents.rows.byteLength),
  );
  await rename(`${documentsFile}.part`, documentsFile);
  await saveTokenizer(music, tokenizerFolder);
  return { music, documents };
}

function checkClusters(
  { tracks, name }: ExperimentData,
  { clusters }: Size,
  warm: ReadonlySet<string>,
): void {
  if (warm.size < clusters) {
    throw new UsageError(
      `${name} has ${tracks.length} tracks, ${warm.size} of them to train on: too few for ${clusters} clusters a modality; ` +
        `choose a smaller --size`,
    );
  }
}

function describe(event: object): string {
  return Object.values(event)
    .filter((value) => typeof value === "string" || Number.isInteger(value))
    .join(" ");
}
