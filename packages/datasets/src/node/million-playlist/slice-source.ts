import { readdir, stat } from "node:fs/promises";
import { createReadStream } from "node:fs";
import { join } from "node:path";
import { isZip, noSlices, sortedSlices } from "./find-slices.ts";
import type { SliceSource } from "./found-slice.ts";
import { openStream } from "./open-stream.ts";
import { openZip } from "./open-zip.ts";

/**
 * Where the Million Playlist Dataset lies: a path to a folder of slices (or one with them in `data`), to a zip, a tar
 * (gzipped or not) or a single slice; or the bytes of any of these but a folder and a zip.
 */
export type MpdSource = string | AsyncIterable<Uint8Array>;

/**
 * @param wanted which slices to open, by name.
 * @throws {RangeError} if there are no slices in a folder or zip, or the source is a zip's bytes; Node's own error if
 * it cannot be opened. A tar or stream without slices throws the RangeError when it has been read.
 */
export async function openSliceSource(
  source: MpdSource,
  wanted: (name: string) => boolean,
): Promise<SliceSource> {
  if (typeof source !== "string") return { slices: openStream(source, "the stream", wanted) };
  if ((await stat(source)).isDirectory()) return openFolder(source, wanted);
  const start = createReadStream(source, { end: 3 });
  for await (const bytes of start as AsyncIterable<Uint8Array>) {
    if (isZip(bytes)) return openZip(source, wanted);
  }
  return { slices: openStream(createReadStream(source, { highWaterMark: 2 ** 20 }), source, wanted) };
}

async function openFolder(folder: string, wanted: (name: string) => boolean): Promise<SliceSource> {
  const names = sortedSlices(await readdir(folder));
  if (names.length === 0) {
    const data = join(folder, "data");
    const inside = await readdir(data).catch(() => []);
    if (sortedSlices(inside).length > 0) return openFolder(data, wanted);
    throw noSlices(folder);
  }
  const slices = names.filter(wanted).map((name) => ({ name, content: { file: join(folder, name) } }));
  return { slices, total: slices.length };
}
