import { homedir } from "node:os";
import path from "node:path";
import { tensorflowVersion, type NativeDevice } from "./native-recipe.ts";

/** The compiled binding, inside that folder. */
export const bindingFile = "tfjs_binding.node";

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

function userCache(env: NodeJS.ProcessEnv): string {
  if (env.XDG_CACHE_HOME) return env.XDG_CACHE_HOME;
  return process.platform === "darwin"
    ? path.join(homedir(), "Library", "Caches")
    : path.join(homedir(), ".cache");
}
