import { open } from "node:fs/promises";
import type { FileHandle } from "node:fs/promises";

/** Writes a file's content. */
export type Content = (file: FileHandle) => Promise<void>;

/** Writes a file and flushes it to disk. */
export async function writeFlushed(path: string, write: Content): Promise<void> {
  const file = await open(path, "w");
  try {
    await write(file);
    await file.sync();
  } finally {
    await file.close();
  }
}
