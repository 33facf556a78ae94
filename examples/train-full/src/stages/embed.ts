import type { Embeddings, TextEmbedder } from "@talkplay/music-tokenizer";
import { embedTexts, trackTexts, trainItem2Vec } from "@talkplay/music-tokenizer";
import { trackDocument } from "@talkplay/eval";
import type { Size } from "../command/sizes.ts";
import type { Progress } from "../command/progress.ts";
import type { ExperimentData } from "../data/experiment-data.ts";
import { embedFacts } from "./embed-facts.ts";

/** What a catalogue's tracks are embedded as. */
export interface CatalogueEmbeddings {
  /** One a modality, in the data's order. */
  modalities: { name: string; embeddings: Embeddings }[];
  /** The tracks' documents (title, artist, album, tags, year), for the dense baseline and for ordering tracks that
   * share a code. Every track has one. */
  documents: Embeddings;
}

/** Embeds every modality that the data has: playlists by item2vec, texts by `embedder`, the rest as the data brings it. */
export async function embedCatalogue({
  data,
  size,
  seed,
  embedder,
  fromScratch,
  progress,
  signal,
}: {
  data: ExperimentData;
  size: Size;
  seed: number;
  embedder: TextEmbedder;
  /** Whether the model knows nothing of the world yet: its metadata clusters then mean shared facts. */
  fromScratch: boolean;
  progress: Progress;
  signal: AbortSignal;
}): Promise<CatalogueEmbeddings> {
  const ids = data.tracks.map(({ id }) => id);
  const embed = (name: string, texts: (string | undefined)[]) =>
    embedTexts({
      ids,
      texts,
      embedder,
      signal,
      onProgress: ({ done, total }) => progress.update(`${name}: ${done} of ${total} texts`, done / total),
    });
  const modalities: CatalogueEmbeddings["modalities"] = [];
  for (const name of data.modalities) {
    const given = data.features?.[name];
    if (given !== undefined) modalities.push({ name, embeddings: given });
    else if (name === "metadata" && fromScratch) {
      modalities.push({ name, embeddings: embedFacts({ tracks: data.tracks, seed }) });
    } else if (name === "playlist")
      modalities.push({ name, embeddings: await embedPlaylists(data, size, seed, progress, signal) });
    else {
      const texts = data.tracks.map((track) => trackTexts(track)[name as "semantic" | "metadata" | "lyrics"]);
      modalities.push({ name, embeddings: await embed(name, texts) });
    }
  }
  return { modalities, documents: await embed("documents", data.tracks.map(trackDocument)) };
}

/** Item2vec's rows compare by cosine, and their lengths tell how often a track occurs: codebooks see directions only. */
async function embedPlaylists(
  { playlists }: ExperimentData,
  { item2vec }: Size,
  seed: number,
  progress: Progress,
  signal: AbortSignal,
): Promise<Embeddings> {
  const embeddings = await trainItem2Vec(
    playlists.map(({ trackIds }) => trackIds),
    {
      ...item2vec,
      seed,
      signal,
      onProgress: ({ epoch, epochs, done, total, loss }) =>
        progress.update(
          `playlist: item2vec epoch ${epoch} of ${epochs}, loss ${loss.toFixed(3)}`,
          done / total,
        ),
    },
  );
  const { rows, width } = embeddings;
  for (let start = 0; start < rows.length; start += width) {
    const row = rows.subarray(start, start + width);
    const length = Math.hypot(...row);
    if (length > 0) row.forEach((value, column) => (row[column] = value / length));
  }
  return embeddings;
}
