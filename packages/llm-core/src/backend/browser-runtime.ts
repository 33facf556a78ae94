import type { Runtime } from "./runtime.ts";

/** Imported as "#node-runtime" wherever Node's own (`node/native/node-runtime.ts`) is out of reach. */
export const openNative: Runtime["openNative"] = () =>
  Promise.reject(new Error("native TensorFlow needs Node"));

/** A browser has WebGPU or has not. */
export const provideWebGpu: Runtime["provideWebGpu"] = () => Promise.resolve();

export const loadSavedModel: Runtime["loadSavedModel"] = () => undefined;
