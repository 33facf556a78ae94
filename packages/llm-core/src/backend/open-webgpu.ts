import { provideWebGpu } from "#node-runtime";
import * as tf from "@tensorflow/tfjs-core";
import { importPeer } from "./import-peer.ts";
import { repairWebGpu } from "./webgpu/repair-webgpu.ts";
import { watchDevice } from "./webgpu/watch-device.ts";
import type { WebGpuBackend } from "./webgpu/webgpu-backend.ts";

/**
 * Any vendor's GPU, through the browser or, in Node, the npm package `webgpu`. A software adapter is an error unless
 * asked for: it computes slower than WebAssembly. What fails on the device is an error from then on (`watchDevice`).
 */
export async function openWebGpu(options: { allowSoftware: boolean }): Promise<string> {
  await provideWebGpu();
  const { gpu } = (globalThis.navigator ?? {}) as { gpu?: WebGpu };
  if (gpu === undefined) throw new Error("this browser has no WebGPU");
  const adapter = await gpu.requestAdapter({ powerPreference: "high-performance" });
  if (adapter === null) throw new Error("WebGPU finds no GPU");
  const device = [adapter.info.vendor, adapter.info.description].filter((part) => part !== "").join(" ");
  if (isSoftware(adapter.info) && !options.allowSoftware)
    throw new Error(`WebGPU offers only a software device (${device})`);

  const { webgpu_util } = await importPeer(
    "@tensorflow/tfjs-backend-webgpu",
    () => import("@tensorflow/tfjs-backend-webgpu"),
  );
  if (!(await tf.setBackend("webgpu"))) throw new Error(`WebGPU does not start on ${device}`);
  repairWebGpu(webgpu_util.computeDispatch);
  watchDevice(tf.backend() as unknown as WebGpuBackend);
  return device;
}

function isSoftware(info: AdapterInfo): boolean {
  return (
    info.isFallbackAdapter === true ||
    /swiftshader|llvmpipe|software/i.test(`${info.description} ${info.architecture}`)
  );
}

/** The part of the WebGPU standard that is asked here. */
interface WebGpu {
  requestAdapter(options: { powerPreference: "high-performance" }): Promise<{ info: AdapterInfo } | null>;
}

interface AdapterInfo {
  vendor: string;
  architecture: string;
  description: string;
  isFallbackAdapter?: boolean;
}
