import { open, stat } from "node:fs/promises";
import { ModelFilesError } from "../../huggingface/model-files.ts";
import type { ModelFiles, OpenModelFile } from "../../huggingface/model-files.ts";
import { currentPath } from "../files/replacement-journal.ts";

/** The files of a folder on disk, read by range; a save that was stopped once all was written counts as done. */
export function modelFolder(folder: string): ModelFiles {
  return {
    location: folder,
    async size(name) {
      const path = await currentPath(folder, name);
      const found = path === undefined ? undefined : await statIfThere(path);
      return found?.isFile() ? found.size : undefined;
    },
    async read(name, start, end, into) {
      const file = await openFile(folder, name);
      try {
        return await file.read(start, end, into);
      } finally {
        await file.close();
      }
    },
    open: (name) => openFile(folder, name),
  };
}

async function openFile(folder: string, name: string): Promise<OpenModelFile> {
  const path = await currentPath(folder, name);
  if (path === undefined) throw new ModelFilesError(folder, name, "is missing");
  const file = await open(path);
  return {
    async read(start, end, into) {
      const bytes = into ?? new Uint8Array(end - start);
      let filled = 0;
      while (filled < bytes.length) {
        const { bytesRead } = await file.read(bytes, filled, bytes.length - filled, start + filled);
        if (bytesRead === 0) break;
        filled += bytesRead;
      }
      return bytes.subarray(0, filled);
    },
    close: () => file.close(),
  };
}

function statIfThere(path: string) {
  return stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT" || error.code === "ENOTDIR") return undefined;
    throw error;
  });
}
