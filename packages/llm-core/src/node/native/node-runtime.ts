/** What this package's root needs of Node, imported as "#node-runtime"; a browser gets `backend/browser-runtime.ts` instead. */
export { loadSavedModel } from "./load-saved-model.ts";
export { openNative } from "./open-native.ts";
export { provideWebGpu } from "./provide-webgpu.ts";
