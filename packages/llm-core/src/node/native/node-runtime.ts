/** What `useBackend` needs of Node, imported as "#node-runtime"; a browser gets `backend/browser-runtime.ts` instead. */
export { openNative } from "./open-native.ts";
export { provideWebGpu } from "./provide-webgpu.ts";
