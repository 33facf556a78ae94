import { checkInProcess } from "./check-in-process.ts";
import { requireTfjsNode } from "./find-tfjs-node.ts";
import { nativeFolder } from "./native-folder.ts";
import { nativeRecipe, type NativeDevice } from "./native-recipe.ts";
import { prepareFolder } from "./prepare-folder.ts";
import { isIntact } from "./ready-file.ts";

/** Options of `setUpNative`. */
export interface SetUpNativeOptions {
  /** `"gpu"` takes the wheel with CUDA kernels. @default "cpu" */
  device?: NativeDevice;
  /** Folder to keep native backends in. @default the user's cache folder, see `nativeFolder` */
  cache?: string;
  /** A wheel fetched elsewhere, for machines without a network. @default downloaded by pip */
  wheel?: string;
  /** Environment of the tools that are run, and where `TALKPLAY_NATIVE`, `CXX` and `PYTHON` are read. @default process.env */
  env?: Record<string, string | undefined>;
  /** Called with a line for people whenever something starts. */
  onProgress?: (line: string) => void;
  signal?: AbortSignal;
}

/**
 * Prepares native TensorFlow for `useBackend`: TensorFlow's library and headers out of its Python wheel, tfjs-node's
 * binding compiled against them, and a check in a process of its own before the folder counts as ready.
 *
 * It may be stopped at any moment: every file appears in its place whole, and the next run goes on from there. Two runs
 * at once do no harm. Only the folder is written to.
 *
 * @returns the folder, and whether it had been ready before (then nothing was done)
 * @throws NativeSetupError saying what stands in the way; the wasm backend works without it
 */
export async function setUpNative(
  options: SetUpNativeOptions = {},
): Promise<{ folder: string; wasReady: boolean }> {
  const { device = "cpu", env = process.env, onProgress = () => {}, signal } = options;
  const recipe = nativeRecipe(device, thisMachine());
  const folder = nativeFolder({ device, cache: options.cache, env });
  if (await isIntact(folder, device, signal)) {
    requireTfjsNode();
    return { folder, wasReady: true };
  }
  await prepareFolder({
    folder,
    recipe,
    device,
    wheel: options.wheel,
    env,
    onProgress,
    signal,
    check: checkInProcess,
  });
  return { folder, wasReady: false };
}

function thisMachine() {
  const { header } = process.report.getReport() as unknown as { header: { glibcVersionRuntime?: string } };
  return {
    platform: process.platform,
    arch: process.arch,
    musl: process.platform === "linux" && !header.glibcVersionRuntime,
  };
}
