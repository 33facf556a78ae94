import type { ModelFiles, OpenModelFile } from "./model-files.ts";

/** The same files, each opened at its first read and kept open until `close`. */
export interface KeptOpen extends ModelFiles {
  close(): Promise<void>;
}

export function keptOpen(files: ModelFiles): KeptOpen {
  const opening = new Map<string, Promise<OpenModelFile>>();
  const opened = new Map<string, OpenModelFile>();
  const openFirst = async (name: string): Promise<OpenModelFile> => {
    if (!opening.has(name)) opening.set(name, files.open!(name));
    const file = await opening.get(name)!;
    opened.set(name, file);
    return file;
  };
  return {
    location: files.location,
    size: (name) => files.size(name),
    read(name, start, end, into) {
      if (!files.open) return files.read(name, start, end, into);
      // Of a file that is open the read starts at once, so that it runs beside what the caller does next
      const file = opened.get(name);
      return file
        ? file.read(start, end, into)
        : openFirst(name).then((first) => first.read(start, end, into));
    },
    async close() {
      const settled = await Promise.allSettled(opening.values());
      await Promise.all(settled.map((file) => file.status === "fulfilled" && file.value.close()));
    },
  };
}
