import { readCatalogue, readDialogues } from "@talkplay/datasets/node";
import { createWordTokenizer, trackDocument } from "@talkplay/eval";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const data = fileURLToPath(new URL("../../../examples/data/", import.meta.url));

export interface CollectionFiles {
  /** A document a line, its words separated by blanks. */
  documents: string;
  /** A query a line, likewise. */
  queries: string;
}

/**
 * Writes the real catalogue as documents, or at another size documents that take title, artists, album and tags each
 * from another of its tracks; and real conversations as queries: what the user has said so far and the documents of
 * the tracks played, from which the next track would be searched.
 */
export async function writeCollection({
  folder,
  size,
  queries,
}: {
  folder: string;
  size: number;
  queries: number;
}): Promise<CollectionFiles> {
  const tracks = await readCatalogue(join(data, "catalogue.parquet"));
  const { dialogues } = await readDialogues(join(data, "dialogues/written-train.jsonl"));
  // Steps through the catalogue that are prime to its size: every document combines other tracks.
  const trackAt = (index: number, step: number) =>
    tracks[(index * step + Math.floor(index / tracks.length)) % tracks.length]!;
  const documents =
    size === tracks.length
      ? tracks.map(trackDocument)
      : Array.from({ length: size }, (_, index) => {
          const [{ title }, { artists }] = [trackAt(index, 7919), trackAt(index, 104_729)];
          const [{ album, year }, { tags }] = [trackAt(index, 15_485_863), trackAt(index, 1)];
          return trackDocument({ title, artists, album, year, tags });
        });

  const documentOf = new Map(tracks.map((track) => [track.id, trackDocument(track)]));
  const texts = dialogues.flatMap(({ turns }) =>
    turns.map((_, turn) =>
      [
        ...turns.slice(0, turn + 1).map(({ query }) => query),
        ...turns.slice(0, turn).map(({ trackId }) => documentOf.get(trackId) ?? ""),
      ].join(" "),
    ),
  );
  const tokenize = createWordTokenizer();
  const write = async (name: string, lines: readonly string[]) => {
    await writeFile(join(folder, name), lines.map((line) => tokenize(line).join(" ")).join("\n"));
    return join(folder, name);
  };
  return {
    documents: await write("documents.txt", documents),
    queries: await write("queries.txt", texts.slice(0, queries)),
  };
}
