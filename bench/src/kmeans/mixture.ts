import { createWriteStream } from "node:fs";
import { open } from "node:fs/promises";
import { once } from "node:events";
import { finished } from "node:stream/promises";
import { mulberry32 } from "../mulberry32.ts";

export interface Mixture {
  rows: number;
  width: number;
  /** Rows lie around this many centres. */
  centres: number;
  seed: number;
}

/** Writes float32 rows around random centres, row-major and little-endian, whatever their number in little memory. */
export async function writeMixture(file: string, { rows, width, centres, seed }: Mixture): Promise<void> {
  const random = mulberry32(seed);
  const noise = () => random() + random() - 1;
  const centre = Float32Array.from({ length: centres * width }, noise);
  const stream = createWriteStream(file);
  const perChunk = Math.max(1, Math.floor(2 ** 22 / width));
  for (let from = 0; from < rows; from += perChunk) {
    const chunk = new Float32Array(Math.min(perChunk, rows - from) * width);
    for (let start = 0; start < chunk.length; start += width) {
      const around = Math.floor(random() * centres) * width;
      for (let at = 0; at < width; at++) chunk[start + at] = centre[around + at]! + noise();
    }
    if (!stream.write(new Uint8Array(chunk.buffer))) await once(stream, "drain");
  }
  stream.end();
  await finished(stream);
}

/** The first rows of such a file. */
export async function readRows(file: string, rows: number, width: number): Promise<Float32Array> {
  const values = new Float32Array(rows * width);
  const bytes = new Uint8Array(values.buffer);
  const handle = await open(file);
  try {
    for (let from = 0; from < bytes.length; ) {
      const { bytesRead } = await handle.read(bytes, from, Math.min(2 ** 28, bytes.length - from), from);
      if (bytesRead === 0) throw new Error(`${file} ends after ${from} of ${bytes.length} bytes.`);
      from += bytesRead;
    }
  } finally {
    await handle.close();
  }
  return values;
}
