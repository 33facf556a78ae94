import { pathToFileURL } from "node:url";
import * as tf from "@tensorflow/tfjs-core";

/** Nothing to compute on: the module that should register a tfjs backend, and why it does not. */
export class BackendModuleError extends Error {
  override readonly name = "BackendModuleError";

  constructor(readonly failures: readonly { module: string; reason: string }[]) {
    const reasons = failures.map(({ module, reason }) => `${module}: ${reason}`).join("; ");
    super(
      `No tfjs backend (${reasons}). Run: npm install @tensorflow/tfjs-backend-wasm, or name one by --backend.`,
    );
  }
}

/** Packages that register a backend when they are imported, the fastest first. */
const USUAL = ["@tensorflow/tfjs-node", "@tensorflow/tfjs-backend-wasm", "@tensorflow/tfjs-backend-cpu"];

/**
 * Imports the module that registers the tfjs backend: an npm package, or a script of the user's own.
 *
 * @param module @default the first of the usual packages that is installed and works
 * @returns the name of the backend.
 * @throws {BackendModuleError}
 */
export async function useBackendModule(module?: string): Promise<string> {
  const failures: { module: string; reason: string }[] = [];
  for (const candidate of module === undefined ? USUAL : [module]) {
    try {
      await import(/^[./]/.test(candidate) ? pathToFileURL(candidate).href : candidate);
      await tf.ready();
      return tf.getBackend();
    } catch (error) {
      const [reason] = String(error instanceof Error ? error.message : error).split("\n");
      failures.push({ module: candidate, reason: reason! });
    }
  }
  throw new BackendModuleError(failures);
}
