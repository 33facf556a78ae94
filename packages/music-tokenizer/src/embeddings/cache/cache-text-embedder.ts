import { mkdir, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { writeWhole } from "../../node/write-whole.ts";
import { readSafetensors, writeSafetensors } from "../matrices/safetensors.ts";
import { RowBuffer } from "../row-buffer.ts";
import type { TextEmbedder } from "../text-embedder.ts";
import { contentHash } from "./content-hash.ts";
import { checkedEntry } from "./checked-entry.ts";

/** Options of `cacheTextEmbedder`. */
export interface CacheTextEmbedderOptions {
  embedder: TextEmbedder;
  /** Where rows are kept, between runs and for as many embedders as there are names. */
  folder: string;
  /**
   * Names the embedder and all that its rows depend on, such as `"nv-embed-v2 passage:"`. Rows kept under one name are
   * never given under another.
   */
  name: string;
  /** Texts embedded between two saves: what a run that is stopped loses at most. @default 512 */
  saveEvery?: number;
}

/**
 * A text embedder that remembers: rows are kept in files by the texts' content, so that another run embeds only what
 * is new or has changed, and a run that was stopped goes on. The same text twice is embedded once.
 *
 * Files are written whole, under names that follow from their content; several processes may share a folder.
 *
 * The embedder throws MatrixFileError when a file of the cache is damaged, and whatever `embedder` throws.
 *
 * @throws RangeError when `saveEvery` is below 1.
 */
export function cacheTextEmbedder({
  embedder,
  folder,
  name,
  saveEvery = 512,
}: CacheTextEmbedderOptions): TextEmbedder {
  if (!(saveEvery >= 1)) throw new RangeError(`saveEvery is ${saveEvery}: give a whole number from 1.`);
  const entries = join(folder, contentHash(name));
  return async (texts, { signal, onProgress } = {}) => {
    const buffer = new RowBuffer(texts.length);
    const places = placesByContent(texts);
    let done = 0;
    const fill = (key: string, row: Float32Array) => {
      const own = places.get(key);
      if (own === undefined) return;
      for (const place of own) buffer.set(place, row);
      places.delete(key);
      done += own.length;
    };

    for (const file of await filesIn(entries)) {
      signal?.throwIfAborted();
      const { keys, rows, width } = await readEntry(join(entries, file), name);
      keys.forEach((key, row) => fill(key, rows.subarray(row * width, (row + 1) * width)));
    }
    if (done > 0) onProgress?.({ done, total: texts.length });

    const missing = [...places].map(([key, [place]]) => ({ key, text: texts[place!]! }));
    for (let start = 0; start < missing.length; start += saveEvery) {
      const chunk = missing.slice(start, start + saveEvery);
      const before = done;
      const { rows, width } = await embedder(
        chunk.map(({ text }) => text),
        { signal, onProgress: (own) => onProgress?.({ done: before + own.done, total: texts.length }) },
      );
      const keys = chunk.map(({ key }) => key);
      await mkdir(entries, { recursive: true });
      await writeEntry(join(entries, `${contentHash(keys.join())}.safetensors`), { name, keys, rows, width });
      keys.forEach((key, row) => fill(key, rows.subarray(row * width, (row + 1) * width)));
      onProgress?.({ done, total: texts.length });
    }
    return { rows: buffer.rows, width: buffer.width };
  };
}

function placesByContent(texts: readonly string[]): Map<string, number[]> {
  const places = new Map<string, number[]>();
  texts.forEach((text, place) => {
    const key = contentHash(text);
    const own = places.get(key);
    if (own) own.push(place);
    else places.set(key, [place]);
  });
  return places;
}

async function filesIn(folder: string): Promise<string[]> {
  const files = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
  return files.filter((file) => file.endsWith(".safetensors"));
}

interface Entry {
  keys: string[];
  rows: Float32Array;
  width: number;
}

async function writeEntry(
  path: string,
  { name, keys, rows, width }: Entry & { name: string },
): Promise<void> {
  const tensors = new Map([["rows", { shape: [keys.length, width], values: rows }]]);
  await writeWhole(
    path,
    writeSafetensors({ tensors, metadata: { name, keys: keys.join(), checksum: contentHash(rows) } }),
  );
}

async function readEntry(path: string, name: string): Promise<Entry> {
  const { tensors, metadata } = readSafetensors(path, await readFile(path), ["rows"]);
  const { shape, values } = tensors.get("rows")!;
  checkedEntry(path, metadata, { name, checksum: contentHash(values) });
  return { keys: metadata.keys!.split(","), rows: values, width: shape[1]! };
}
