import { createRequire } from "node:module";
import { totalmem } from "node:os";
import path from "node:path";
import * as tf from "@tensorflow/tfjs-core";
import type { Runtime } from "../../backend/runtime.ts";
import { requireTfjsNode, type TfjsNode } from "./find-tfjs-node.ts";
import { bindingFile, nativeFolder } from "./native-folder.ts";
import { tensorflowVersion, type NativeDevice } from "./native-recipe.ts";
import { readReadyFile } from "./ready-file.ts";

/**
 * Registers native TensorFlow with tfjs from a folder that the set-up command made ready, and makes it current.
 *
 * @throws Error whose message says what is missing
 */
export const openNative: Runtime["openNative"] = async ({ folder, memoryBytes }) => {
  if (tf.findBackendFactory("tensorflow") == null) {
    registerNative({ ...findReadyFolder(folder), memoryBytes });
  }
  if (!(await tf.setBackend("tensorflow"))) throw new Error("TensorFlow's library does not start here");
  const { isUsingGpuDevice } = tf.backend() as unknown as { isUsingGpuDevice: boolean };
  return `native TensorFlow ${tensorflowVersion} on the ${isUsingGpuDevice ? "GPU" : "CPU"}`;
};

/** Loads the compiled binding of `folder`, ready or not, behind the kernels of tfjs-node. */
export function registerNative(options: {
  folder: string;
  device: NativeDevice;
  memoryBytes?: number | undefined;
}): void {
  const tfjsNode = requireTfjsNode();
  prepareProcess(options.memoryBytes);
  const binding: unknown = createRequire(import.meta.url)(path.join(options.folder, bindingFile));
  const Backend = loadKernels(tfjsNode);
  const packageName = options.device === "gpu" ? "@tensorflow/tfjs-node-gpu" : "@tensorflow/tfjs-node";
  tf.registerBackend("tensorflow", () => new Backend(binding, packageName), 3);
}

function findReadyFolder(folder: string | undefined): { folder: string; device: NativeDevice } {
  const folders =
    folder === undefined ? [nativeFolder({ device: "gpu" }), nativeFolder({ device: "cpu" })] : [folder];
  for (const candidate of folders) {
    const ready = readReadyFile(candidate);
    if (ready !== undefined) return { folder: candidate, device: ready.device };
  }
  throw new Error("the native backend is not set up (run: npx talkplay-native)");
}

/** The package's own entry insists on its own binding: its kernels and its backend are loaded past it. */
function loadKernels(tfjsNode: TfjsNode): new (binding: unknown, packageName: string) => tf.KernelBackend {
  tfjsNode.require("./dist/register_all_kernels");
  if (tf.getKernelsForBackend("tensorflow").length === 0) {
    throw new Error(
      `${tfjsNode.name} brings a second copy of @tensorflow/tfjs-core (install one version of both)`,
    );
  }
  return tfjsNode.require("./dist/nodejs_kernel_backend").NodeJSKernelBackend;
}

/**
 * What has to be in place before the library loads. In a worker thread the variables have to be set by the process
 * that starts it: the environment that the library sees is the process's.
 */
function prepareProcess(memoryBytes: number | undefined): void {
  process.env.TF_CPP_MIN_LOG_LEVEL ??= "3";
  process.env.TF_FORCE_GPU_ALLOW_GROWTH ??= "true";
  // A graph's operations run one after the other, on all cores each: handing them on among threads only costs time.
  process.env.TF_NUM_INTEROP_THREADS ??= "1";
  // oneDNN's pool may reserve twice the machine's memory: it lets pieces of a chunk lie idle that no tensor ever touches,
  // so that a pool of the memory's size is full before the memory is.
  const most = 2 * Math.min(totalmem(), process.constrainedMemory() || Infinity);
  if (memoryBytes !== undefined) process.env.TF_MKL_ALLOC_MAX_BYTES = String(Math.floor(memoryBytes));
  else process.env.TF_MKL_ALLOC_MAX_BYTES ??= String(Math.floor(most));

  // tfjs-node calls two functions that Node 23 removed or that later versions warn about.
  const util = createRequire(import.meta.url)("node:util") as Record<string, unknown>;
  util.isNullOrUndefined = (value: unknown) => value === null || value === undefined;
  util.isArray = Array.isArray;
}
