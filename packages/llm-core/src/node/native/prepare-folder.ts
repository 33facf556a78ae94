import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { hostname } from "node:os";
import path from "node:path";
import type { checkInProcess } from "./check-in-process.ts";
import { compileBinding } from "./compile-binding.ts";
import { checkWheel, downloadWheel } from "./download-wheel.ts";
import { findTools } from "./find-tools.ts";
import { hashFile } from "./hash-file.ts";
import { bindingFile } from "./native-folder.ts";
import { tensorflowVersion, type NativeDevice, type NativeRecipe } from "./native-recipe.ts";
import { removeReadyFile, writeReadyFile } from "./ready-file.ts";
import { unpackWheel } from "./unpack-wheel.ts";

/** Followed by the process's number; the host tells apart machines that share a home folder. */
const partialPrefix = `partial-${hostname()}-`;

/**
 * Makes `folder` ready from whatever state it is in: an earlier run may have been killed anywhere, and files may have
 * been damaged since. Unfinished files live in a folder of this process and are moved into place whole.
 *
 * @throws NativeSetupError saying what stands in the way
 */
export async function prepareFolder(options: {
  folder: string;
  recipe: NativeRecipe;
  device: NativeDevice;
  /** A wheel at hand already. */
  wheel?: string | undefined;
  /** Tries the binding; rejects when it does not work. */
  check: typeof checkInProcess;
  env: NodeJS.ProcessEnv;
  onProgress: (line: string) => void;
  signal?: AbortSignal | undefined;
}): Promise<void> {
  const { folder, device, env, onProgress, signal } = options;
  const { wheel, libraries, headers, linkFlags } = options.recipe;
  mkdirSync(folder, { recursive: true });
  removeReadyFile(folder);
  removeLeftovers(folder);
  const partial = mkdtempSync(path.join(folder, `${partialPrefix}${process.pid}-`));
  const run = { folder, partial, env, signal };
  try {
    const kept = path.join(folder, wheel.file);
    if (options.wheel !== undefined) await checkWheel(options.wheel, wheel, signal);
    else if (existsSync(kept) && (await hashFile(kept, signal)).sha256 !== wheel.sha256) rmSync(kept);
    let wheelFile = options.wheel ?? (existsSync(kept) ? kept : undefined);
    const tools = await findTools({ needsPython: wheelFile === undefined, env, signal });
    if (wheelFile === undefined) {
      onProgress(`downloading ${wheel.file} with pip (hundreds of megabytes, once)`);
      wheelFile = await downloadWheel({ ...run, wheel, python: tools.python! });
    }

    const files = [...libraries, ...headers];
    onProgress(`unpacking ${files.length} files of ${wheel.file}`);
    await unpackWheel({ ...run, wheel: wheelFile, files });

    onProgress(`compiling the binding with ${tools.compiler.version}`);
    const nodeApiHeaders = await compileBinding({ ...run, tools, libraries, linkFlags });

    onProgress("checking a matrix product and a gradient");
    const runsOn = await options.check({ ...run, device });
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
}

/** What earlier runs on this machine left behind when they were killed; a run that is still alive keeps its own. */
function removeLeftovers(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (name.startsWith(partialPrefix) && !isAlive(Number.parseInt(name.slice(partialPrefix.length)))) {
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
