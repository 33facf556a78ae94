import { openNative } from "#node-runtime";
import { chooseBackend, type Backend, type BackendName } from "./choose-backend.ts";
import { openCpu } from "./open-cpu.ts";
import { openWasm } from "./open-wasm.ts";
import { openWebGpu } from "./open-webgpu.ts";

/** Options of `useBackend`. */
export interface UseBackendOptions {
  /**
   * The backend to use, or several in the order in which to try them. `"auto"` tries them from the fastest down.
   * @default "auto"
   */
  preference?: BackendName | readonly BackendName[] | "auto";
  /**
   * Folder made by the set-up command `talkplay-native`, in Node.
   * @default the folder in `TALKPLAY_NATIVE`, else the GPU's or the CPU's folder in the user's cache
   */
  nativeFolder?: string;
  /**
   * The most that the pool of native TensorFlow on the CPU may reserve for tensors, in bytes; beyond it, computing
   * fails. What the pool reserves is memory only once it is used, and stays the process's. It needs up to a third more
   * than the tensors take, since it leaves parts of its chunks idle.
   * @default twice the machine's memory, unless `TF_MKL_ALLOC_MAX_BYTES` is set
   */
  memoryBytes?: number;
  /**
   * Where a browser finds the `.wasm` files of `@tensorflow/tfjs-backend-wasm`: a folder's URL, ending in "/".
   * @default beside the page's own script (in Node: inside the package)
   */
  wasmPath?: string;
}

/**
 * Chooses what tfjs computes on: native TensorFlow (Node, after `npx talkplay-native`), else WebGPU, else WebAssembly
 * (with the kernels that training needs added and its slow matrix products replaced), else plain JavaScript. Each is an
 * optional peer dependency, loaded when its turn comes.
 *
 * The choice is tfjs's own, process-wide one: call this once, before the first tensor.
 *
 * @param preference a backend's name or the options; without it the fastest that runs
 * @returns what runs; its `line` is one sentence to show to people
 * @throws RangeError when `preference` names no backend or `memoryBytes` is not above 0
 * @throws BackendUnavailableError when none of the backends asked for runs here
 */
export async function useBackend(preference: BackendName | UseBackendOptions = {}): Promise<Backend> {
  const options = typeof preference === "string" ? { preference } : preference;
  const { memoryBytes } = options;
  if (memoryBytes !== undefined && !(memoryBytes > 0))
    throw new RangeError(`memoryBytes is ${memoryBytes}; give a number above 0.`);
  return chooseBackend({
    order: order(options.preference ?? "auto"),
    open: {
      tensorflow: () => openNative({ folder: options.nativeFolder, memoryBytes }),
      webgpu: () => openWebGpu({ allowSoftware: options.preference === "webgpu" }),
      wasm: () => openWasm({ path: options.wasmPath }),
      cpu: openCpu,
    },
  });
}

const fastestFirst: readonly BackendName[] = ["tensorflow", "webgpu", "wasm", "cpu"];

function order(preference: NonNullable<UseBackendOptions["preference"]>): readonly BackendName[] {
  if (preference === "auto") return fastestFirst;
  const names = typeof preference === "string" ? [preference] : preference;
  const unknown = names.find((name) => !fastestFirst.includes(name));
  if (unknown === undefined && names.length > 0) return names;
  throw new RangeError(
    `${unknown ?? "An empty list"} is no backend; give ${fastestFirst.join(", ")} or auto.`,
  );
}
