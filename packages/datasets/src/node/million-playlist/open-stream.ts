import { pipeline, Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { createGunzip } from "node:zlib";
import { extract } from "tar-stream";
import { sliceRange } from "../../million-playlist/slice-range.ts";
import { isZip, noSlices } from "./find-slices.ts";
import type { FoundSlice } from "./found-slice.ts";

/** A tar's first header says so in its bytes 257 to 261. */
const TAR_MAGIC = "ustar";
const TAR_MAGIC_AT = 257;

/** The slices in a tar or the one slice in a stream, either gzipped or not: told apart by their first bytes. */
export async function* openStream(
  stream: AsyncIterable<Uint8Array>,
  name: string,
  wanted: (name: string) => boolean,
): AsyncGenerator<FoundSlice> {
  const { start, whole } = await lookAhead(stream, TAR_MAGIC_AT + TAR_MAGIC.length);
  if (isZip(start)) {
    throw new RangeError(
      `${name}: a zip's table of contents is at its end. Save it to a file and give its path.`,
    );
  }
  if (start[0] === 0x1f && start[1] === 0x8b) {
    yield* openStream(through(whole, createGunzip()), name, wanted);
  } else if (start.subarray(TAR_MAGIC_AT).toString("latin1") === TAR_MAGIC) {
    yield* readTar(whole, name, wanted);
  } else {
    yield { name, content: { bytes: await buffer(whole) } };
  }
}

async function* readTar(
  stream: AsyncIterable<Uint8Array>,
  name: string,
  wanted: (name: string) => boolean,
): AsyncGenerator<FoundSlice> {
  let found = false;
  for await (const entry of through(stream, extract())) {
    const isSlice = sliceRange(entry.header.name) !== undefined;
    found ||= isSlice;
    if (isSlice && wanted(entry.header.name)) {
      yield { name: entry.header.name, content: { bytes: await buffer(entry) } };
    } else {
      entry.resume();
    }
  }
  if (!found) throw noSlices(name);
}

/** An error on the way destroys the target, and whoever reads from it gets that error. */
function through<Target extends NodeJS.ReadWriteStream | NodeJS.WritableStream>(
  stream: AsyncIterable<Uint8Array>,
  target: Target,
): Target {
  pipeline(Readable.from(stream, { objectMode: false }), target, () => {});
  return target;
}

/** The first bytes of a stream, as many as asked for if there are so many, and the stream with them. */
async function lookAhead(
  stream: AsyncIterable<Uint8Array>,
  length: number,
): Promise<{ start: Buffer; whole: AsyncIterable<Uint8Array> }> {
  const iterator = stream[Symbol.asyncIterator]();
  const chunks: Uint8Array[] = [];
  let read = 0;
  while (read < length) {
    const { done, value } = await iterator.next();
    if (done === true) break;
    chunks.push(value);
    read += value.length;
  }
  const rest = { [Symbol.asyncIterator]: () => iterator };
  async function* whole() {
    yield* chunks;
    yield* rest;
  }
  return { start: Buffer.concat(chunks).subarray(0, length), whole: whole() };
}
