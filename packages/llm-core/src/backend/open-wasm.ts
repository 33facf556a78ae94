import * as tf from "@tensorflow/tfjs-core";
import { importPeer } from "./import-peer.ts";
import { repairWasm } from "./wasm/repair-wasm.ts";

/** WebAssembly with SIMD, repaired for training. In Node it computes on one thread. */
export async function openWasm(options: { path?: string | undefined }): Promise<string> {
  const wasm = await importPeer(
    "@tensorflow/tfjs-backend-wasm",
    () => import("@tensorflow/tfjs-backend-wasm"),
  );
  if (options.path !== undefined) wasm.setWasmPaths(options.path);
  if (!(await tf.setBackend("wasm"))) throw new Error("WebAssembly does not start here");
  repairWasm();
  const threads = wasm.getThreadsCount();
  return threads > 1 ? `${threads} threads` : "one thread";
}
