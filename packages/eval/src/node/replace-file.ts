import { mkdir, open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";

/**
 * Writes parts beside the file and moves them into place, so that a stopped job never leaves half a file; folders are
 * made as needed.
 */
export async function replaceFile(file: string, parts: Iterable<string | Uint8Array>): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const temporary = `${file}.${process.pid}.part`;
  try {
    const handle = await open(temporary, "w");
    try {
      for (const part of parts) await handle.appendFile(part);
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
