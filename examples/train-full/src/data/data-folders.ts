import { existsSync } from "node:fs";

/** Folders that may hold data which is not committed, most wanted first. */
export function dataFolders(): string[] {
  return [process.env["TALKPLAY_DATA"], "../shared/data"].filter(
    (folder): folder is string => folder !== undefined && folder !== "" && existsSync(folder),
  );
}
