import type { Runtime } from "../../backend/runtime.ts";

/** Node has no WebGPU of its own: brings in the npm package `webgpu` (Dawn), if it is installed. */
export const provideWebGpu: Runtime["provideWebGpu"] = async () => {
  if (globalThis.navigator !== undefined && "gpu" in globalThis.navigator) return;
  const { create, globals } = await loadDawn();
  Object.assign(globalThis, globals);
  const gpu = { value: create([]), configurable: true };
  if (globalThis.navigator === undefined) {
    Object.defineProperty(globalThis, "navigator", {
      value: Object.defineProperty({}, "gpu", gpu),
      configurable: true,
    });
  } else {
    Object.defineProperty(globalThis.navigator, "gpu", gpu);
  }
};

interface Dawn {
  create(options: string[]): unknown;
  globals: Record<string, unknown>;
}

async function loadDawn(): Promise<Dawn> {
  const name = "webgpu";
  try {
    return (await import(name)) as Dawn;
  } catch (error) {
    throw new Error("Node needs the package webgpu for it (install it: npm i webgpu)", { cause: error });
  }
}
