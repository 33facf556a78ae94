import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";
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

export const bindingFile = "tfjs_binding.node";
export const readyFile = "ready.json";

/**
 * Where the set-up command puts the native backend: `TALKPLAY_NATIVE` if set, else
 * `<user's cache>/talkplay/native/<TensorFlow's version>-<device>-<platform>-<arch>-napi8`. The binding speaks
 * Node-API 8, which is the same in every Node from 12.22 on, so one folder serves all of them.
 */
export function nativeFolder(options: {
  device: NativeDevice;
  cache?: string | undefined;
  env?: NodeJS.ProcessEnv;
}): string {
  const { device, env = process.env } = options;
  if (options.cache === undefined && env.TALKPLAY_NATIVE) return path.resolve(env.TALKPLAY_NATIVE);
  const cache = path.resolve(options.cache ?? path.join(userCache(env), "talkplay", "native"));
  return path.join(cache, `${tensorflowVersion}-${device}-${process.platform}-${process.arch}-napi8`);
}

/** The folder's ready file, or undefined when the set-up did not finish there. */
export function readReadyFile(folder: string): ReadyFile | undefined {
  const file = path.join(folder, readyFile);
  if (!existsSync(file)) return undefined;
  const ready = JSON.parse(readFileSync(file, "utf8")) as ReadyFile;
  return ready.layout === 1 ? ready : undefined;
}

function userCache(env: NodeJS.ProcessEnv): string {
  if (env.XDG_CACHE_HOME) return env.XDG_CACHE_HOME;
  return process.platform === "darwin"
    ? path.join(homedir(), "Library", "Caches")
    : path.join(homedir(), ".cache");
}
