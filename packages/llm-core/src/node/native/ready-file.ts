import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { hashFile } from "./hash-file.ts";
import { tensorflowVersion, type NativeDevice } from "./native-recipe.ts";

/** The file whose presence makes a folder of the set-up command usable: written last, after the checks passed. */
export interface ReadyFile {
  /** Version of this layout. */
  layout: 1;
  tensorflow: string;
  device: NativeDevice;
  /** Where the binding's C++ sources came from. */
  bindingSource: { package: string; version: string };
  nodeApiHeaders: string;
  compiler: string;
  wheel: { file: string; sha256: string };
  checkedWithNode: string;
  /** By path inside the folder. */
  files: Record<string, { bytes: number; sha256: string }>;
}

const readyFile = "ready.json";

/** The folder's ready file, or undefined when the set-up did not finish there (or the file is damaged). */
export function readReadyFile(folder: string): ReadyFile | undefined {
  const file = path.join(folder, readyFile);
  if (!existsSync(file)) return undefined;
  try {
    const ready = JSON.parse(readFileSync(file, "utf8")) as ReadyFile;
    return ready.layout === 1 ? ready : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Whether the set-up finished in `folder` for `device` and every file is still what it was then. */
export async function isIntact(folder: string, device: NativeDevice, signal?: AbortSignal): Promise<boolean> {
  const ready = readReadyFile(folder);
  if (ready === undefined || ready.device !== device || ready.tensorflow !== tensorflowVersion) return false;
  for (const [file, expected] of Object.entries(ready.files)) {
    const place = path.join(folder, file);
    if (!existsSync(place) || (await hashFile(place, signal)).sha256 !== expected.sha256) return false;
  }
  return true;
}

/** Hashes `files` and declares the folder ready, in one step that happens or does not. */
export async function writeReadyFile(options: {
  folder: string;
  partial: string;
  files: readonly string[];
  about: Omit<ReadyFile, "layout" | "files">;
  signal?: AbortSignal | undefined;
}): Promise<void> {
  const { folder, partial, about, signal } = options;
  const files: ReadyFile["files"] = {};
  for (const file of options.files) files[file] = await hashFile(path.join(folder, file), signal);
  const unfinished = path.join(partial, readyFile);
  writeFileSync(
    unfinished,
    `${JSON.stringify({ layout: 1, ...about, files } satisfies ReadyFile, undefined, 2)}\n`,
  );
  renameSync(unfinished, path.join(folder, readyFile));
}

/** Takes the declaration back, before anything in the folder changes. */
export function removeReadyFile(folder: string): void {
  rmSync(path.join(folder, readyFile), { force: true });
}
