import { embedTexts } from "../embeddings/embed-texts.ts";
import type { Embeddings } from "../embeddings/embeddings.ts";
import { trainItem2Vec } from "../embeddings/item2vec/train-item2vec.ts";
import { trackTexts, type TrackTexts } from "../embeddings/track-texts.ts";
import { readEmbeddings } from "../node/read-embeddings.ts";
import { pairsOf } from "./arguments.ts";
import { CATALOGUE_FIELDS, type CatalogueField, type CatalogueTrack } from "./read-catalogue.ts";
import { readPlaylists } from "./read-playlists.ts";
import type { Terminal } from "./terminal.ts";
import { UsageError } from "./usage-error.ts";

/** Options of the commands that embed tracks. */
export const EMBEDDING_OPTIONS = {
  embeddings: { type: "string", multiple: true },
  text: { type: "string" },
  "no-text": { type: "boolean" },
  column: { type: "string", multiple: true },
  backend: { type: "string" },
} as const;

export interface EmbeddingValues {
  embeddings?: string[];
  text?: string;
  "no-text"?: boolean;
  column?: string[];
}

const TEXTS = ["semantic", "metadata", "lyrics"] as const;

/** @throws {UsageError} on a fact that tracks do not have. */
export function columnsOf({ column }: EmbeddingValues): Partial<Record<CatalogueField, string>> {
  const pairs = pairsOf("column", column);
  const unknown = [...pairs.keys()].find((field) => !(CATALOGUE_FIELDS as readonly string[]).includes(field));
  if (unknown === undefined) return Object.fromEntries(pairs);
  throw new UsageError(`--column ${unknown}: expected one of ${CATALOGUE_FIELDS.join(", ")}`);
}

/**
 * Embeddings by modality: from playlists by item2vec, from matrices, and from the catalogue's own words by the built-in
 * encoder; in the paper's order, other names behind.
 *
 * @param among the modalities to embed. @default whatever there is
 */
export async function embedCatalogue({
  tracks,
  values,
  playlistFile,
  seed,
  among,
  terminal,
}: {
  tracks: readonly CatalogueTrack[];
  values: EmbeddingValues;
  playlistFile?: string;
  seed?: number;
  among?: readonly string[];
  terminal: Terminal;
}): Promise<Map<string, Embeddings>> {
  const found = new Map<string, Embeddings>();
  const { signal } = terminal;
  const files = pairsOf("embeddings", values.embeddings);
  if (playlistFile !== undefined) {
    if (files.has("playlist"))
      throw new UsageError("--playlists and --embeddings playlist=…: give one of them");
    const playlists = await readPlaylists(playlistFile);
    const embeddings = await trainItem2Vec(playlists, {
      seed,
      signal,
      onProgress: ({ done, total }) => terminal.progress("item2vec", done, total),
    });
    terminal.say(`playlist: item2vec of ${playlists.length} playlists, ${embeddings.ids.length} tracks`);
    found.set("playlist", embeddings);
  }
  const texts = textsToEmbed(tracks, values, [...files.keys()], among);
  for (const name of new Set([...TEXTS, ...files.keys()])) {
    const file = files.get(name);
    if (file !== undefined) {
      const embeddings = await readEmbeddings(file);
      terminal.say(`${name}: ${file}, ${embeddings.ids.length} rows of width ${embeddings.width}`);
      found.set(name, embeddings);
    }
  }
  if (texts.length > 0) {
    const { loadUseLite } = await import("../embeddings/use-lite-node.ts");
    const encoder = await loadUseLite();
    try {
      for (const name of texts) {
        const embeddings = await embedTexts({
          ids: tracks.map(({ id }) => id),
          texts: tracks.map((track) => trackTexts(track)[name]),
          embedder: encoder.embed,
          signal,
          onProgress: ({ done, total }) => terminal.progress(`embedding ${name}`, done, total),
        });
        terminal.say(`${name}: texts of ${embeddings.ids.length} tracks`);
        found.set(name, embeddings);
      }
    } finally {
      encoder.dispose();
    }
  }
  const order = ["playlist", ...TEXTS, ...files.keys()];
  return new Map([...new Set(order)].flatMap((name) => (found.has(name) ? [[name, found.get(name)!]] : [])));
}

/** The text modalities that are asked for, or else those that some track has words for and nothing else embeds. */
function textsToEmbed(
  tracks: readonly CatalogueTrack[],
  values: EmbeddingValues,
  embedded: readonly string[],
  among: readonly string[] = TEXTS,
): (keyof TrackTexts)[] {
  if (values["no-text"]) return [];
  if (values.text === undefined) {
    const words = tracks.map(trackTexts);
    return TEXTS.filter(
      (name) =>
        among.includes(name) && !embedded.includes(name) && words.some((texts) => texts[name] !== undefined),
    );
  }
  return values.text.split(",").map((name) => {
    const known = TEXTS.find((text) => text === name);
    if (known === undefined) throw new UsageError(`--text ${name}: expected ${TEXTS.join(", ")}`);
    if (embedded.includes(known)) throw new UsageError(`--text ${name}: it has --embeddings as well`);
    return known;
  });
}
