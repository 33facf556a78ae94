import { existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { hostname } from "node:os";
import path from "node:path";
import { checkInProcess } from "./check-in-process.ts";
import { compileBinding } from "./compile-binding.ts";
import { checkWheel, downloadWheel } from "./download-wheel.ts";
import { findTools } from "./find-tools.ts";
import { bindingFile, nativeFolder } from "./native-folder.ts";
import { nativeRecipe, tensorflowVersion, type NativeDevice } from "./native-recipe.ts";
import { isIntact, removeReadyFile, writeReadyFile } from "./ready-file.ts";
import { unpackWheel } from "./unpack-wheel.ts";

export interface SetUpNativeOptions {
  /** `"gpu"` takes the wheel with CUDA kernels. @default "cpu" */
  device?: NativeDevice;
  /** Folder to keep native backends in. @default the user's cache folder, see `nativeFolder` */
  cache?: string;
  /** A wheel fetched elsewhere, for machines without a network. @default downloaded by pip */
  wheel?: string;
  /** Environment of the tools that are run, and where `TALKPLAY_NATIVE`, `CXX` and `PYTHON` are read. @default process.env */
  env?: NodeJS.ProcessEnv;
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
  const { wheel, libraries, headers, linkFlags } = nativeRecipe(device, thisMachine());
  const folder = nativeFolder({ device, cache: options.cache, env });
  if (await isIntact(folder, device, signal)) return { folder, wasReady: true };

  mkdirSync(folder, { recursive: true });
  removeReadyFile(folder);
  removeLeftovers(folder);
  const partial = path.join(folder, `partial-${hostname()}-${process.pid}`);
  const run = { folder, partial, env, signal };
  try {
    const kept = path.join(folder, wheel.file);
    let wheelFile = options.wheel ?? (existsSync(kept) ? kept : undefined);
    const tools = await findTools({ needsPython: wheelFile === undefined, env, signal });
    if (wheelFile === undefined) {
      onProgress(`downloading ${wheel.file} with pip (hundreds of megabytes, once)`);
      wheelFile = await downloadWheel({ ...run, wheel, python: tools.python! });
    } else {
      await checkWheel(wheelFile, wheel, signal);
    }

    const files = [...libraries, ...headers];
    onProgress(`unpacking ${files.length} files of ${wheel.file}`);
    await unpackWheel({ ...run, wheel: wheelFile, files });

    onProgress(`compiling the binding with ${tools.compiler.version}`);
    const nodeApiHeaders = await compileBinding({ ...run, tools, libraries, linkFlags });

    onProgress("checking a matrix product and a gradient");
    const runsOn = await checkInProcess({ ...run, device });
    if (device === "gpu" && runsOn === "cpu")
      onProgress("TensorFlow sees no GPU here (driver, CUDA 12, cuDNN 9): it will compute on the CPU");

    const about = {
      tensorflow: tensorflowVersion,
      device,
      bindingSource: { package: tools.tfjsNode.name, version: tools.tfjsNode.version },
      nodeApiHeaders,
      compiler: tools.compiler.version,
      wheel: { file: wheel.file, sha256: wheel.sha256 },
      checkedWithNode: process.version,
    };
    await writeReadyFile({ ...run, files: [bindingFile, ...files], about });
    rmSync(kept, { force: true });
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
  return { folder, wasReady: false };
}

/** What earlier runs on this machine left behind when they were killed; a run that is still alive keeps its own. */
function removeLeftovers(folder: string): void {
  const prefix = `partial-${hostname()}-`;
  for (const name of readdirSync(folder)) {
    if (name.startsWith(prefix) && !isAlive(Number(name.slice(prefix.length)))) {
      rmSync(path.join(folder, name), { recursive: true, force: true });
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function thisMachine() {
  const { header } = process.report.getReport() as unknown as { header: { glibcVersionRuntime?: string } };
  return {
    platform: process.platform,
    arch: process.arch,
    musl: process.platform === "linux" && !header.glibcVersionRuntime,
  };
}
