import { openNative } from "#node-runtime";
import { chooseBackend, type Backend, type BackendName } from "./choose-backend.ts";
import { openCpu } from "./open-cpu.ts";
import { openWasm } from "./open-wasm.ts";
import { openWebGpu } from "./open-webgpu.ts";

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
   * The most that the tensors of native TensorFlow on the CPU may take, in bytes. Its pool of memory grows by doubling
   * and never shrinks: with a limit that fits the job a process stays smaller at the same speed; beyond it, computing
   * fails.
   * @default four fifths of the machine's memory
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
 * @throws BackendUnavailableError when none of the backends asked for runs here
 */
export async function useBackend(preference: BackendName | UseBackendOptions = {}): Promise<Backend> {
  const options = typeof preference === "string" ? { preference } : preference;
  return chooseBackend({
    order: order(options.preference ?? "auto"),
    open: {
      tensorflow: () => openNative({ folder: options.nativeFolder, memoryBytes: options.memoryBytes }),
      webgpu: () => openWebGpu({ allowSoftware: options.preference === "webgpu" }),
      wasm: () => openWasm({ path: options.wasmPath }),
      cpu: openCpu,
    },
  });
}

function order(preference: NonNullable<UseBackendOptions["preference"]>): readonly BackendName[] {
  if (preference === "auto") return ["tensorflow", "webgpu", "wasm", "cpu"];
  return typeof preference === "string" ? [preference] : preference;
}
