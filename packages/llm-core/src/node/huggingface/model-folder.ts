import { open, stat } from "node:fs/promises";
import { join } from "node:path";
import type { ModelFiles } from "../../huggingface/model-files.ts";

/** The files of a folder on disk, read by range. */
export function modelFolder(folder: string): ModelFiles {
  return {
    location: folder,
    async size(name) {
      const found = await stat(join(folder, name)).catch((error: NodeJS.ErrnoException) => {
        if (error.code === "ENOENT" || error.code === "ENOTDIR") return undefined;
        throw error;
      });
      return found?.isFile() ? found.size : undefined;
    },
    async read(name, start, end) {
      const file = await open(join(folder, name));
      try {
        const bytes = new Uint8Array(end - start);
        let filled = 0;
        while (filled < bytes.length) {
          const { bytesRead } = await file.read(bytes, filled, bytes.length - filled, start + filled);
          if (bytesRead === 0) break;
          filled += bytesRead;
        }
        return bytes.subarray(0, filled);
      } finally {
        await file.close();
      }
    },
  };
}
