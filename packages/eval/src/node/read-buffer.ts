import { readFile } from "node:fs/promises";

/** A file's bytes as a buffer of exactly their length. */
export async function readBuffer(file: string): Promise<ArrayBuffer> {
  const bytes = await readFile(file);
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
}
