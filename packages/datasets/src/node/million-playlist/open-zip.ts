import { buffer } from "node:stream/consumers";
import { openPromise } from "yauzl";
import type { Entry, ZipFile } from "yauzl";
import { noSlices, sortedSlices } from "./find-slices.ts";
import type { FoundSlice, SliceSource } from "./found-slice.ts";

/** The slices in a zip file of any size. */
export async function openZip(file: string, wanted: (name: string) => boolean): Promise<SliceSource> {
  const zip = await openPromise(file, { autoClose: false, lazyEntries: true });
  const entries = new Map<string, Entry>();
  for await (const entry of zip.eachEntry()) entries.set(entry.fileName, entry);
  const names = sortedSlices([...entries.keys()]);
  if (names.length === 0) {
    zip.close();
    throw noSlices(file);
  }
  const chosen = names.filter(wanted).map((name) => entries.get(name) as Entry);
  return { slices: readEntries(zip, chosen), total: chosen.length };
}

async function* readEntries(zip: ZipFile, entries: readonly Entry[]): AsyncGenerator<FoundSlice> {
  try {
    for (const entry of entries) {
      const bytes = await buffer(await zip.openReadStreamPromise(entry));
      yield { name: entry.fileName, content: { bytes } };
    }
  } finally {
    zip.close();
  }
}
