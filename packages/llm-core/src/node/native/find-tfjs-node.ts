import { createRequire } from "node:module";
import path from "node:path";
import { NativeSetupError } from "./native-setup-error.ts";

/** The JavaScript half of the native backend, installed without its install script. */
export interface TfjsNode {
  name: "@tensorflow/tfjs-node-gpu" | "@tensorflow/tfjs-node";
  version: string;
  folder: string;
  /** Requires a module of that package. */
  require: NodeJS.Require;
}

/** What to type when the package is missing: its install script would fetch a frozen library and fail. */
export const installTfjsNode = "npm i --ignore-scripts @tensorflow/tfjs-node-gpu@4.22.0";

/** Looks for the package from this module, then from the folder that the process was started in. */
export function findTfjsNode(): TfjsNode | undefined {
  for (const from of [import.meta.url, path.join(process.cwd(), "package.json")]) {
    for (const name of ["@tensorflow/tfjs-node-gpu", "@tensorflow/tfjs-node"] as const) {
      const found = resolve(name, from);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

/** @throws NativeSetupError with `obstacle` "missing" and the line to type */
export function requireTfjsNode(): TfjsNode {
  const tfjsNode = findTfjsNode();
  if (tfjsNode !== undefined) return tfjsNode;
  throw new NativeSetupError(
    "missing",
    `@tensorflow/tfjs-node-gpu is not installed (run: ${installTfjsNode}).`,
  );
}

function resolve(name: TfjsNode["name"], from: string): TfjsNode | undefined {
  const require = createRequire(from);
  try {
    const manifest = require.resolve(`${name}/package.json`);
    return {
      name,
      version: require(manifest).version,
      folder: path.dirname(manifest),
      require: createRequire(manifest),
    };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "MODULE_NOT_FOUND") return undefined;
    throw error;
  }
}
