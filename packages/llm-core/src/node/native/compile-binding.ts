import { renameSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import type { NativeTools } from "./find-tools.ts";
import { bindingFile } from "./native-folder.ts";
import { NativeSetupError } from "./native-setup-error.ts";
import { runTool } from "./run-tool.ts";

/**
 * Compiles the C++ sources that tfjs-node ships against the unpacked library, without node-gyp: Node-API is plain C and
 * its headers come from `node-api-headers`.
 *
 * @returns the version of `node-api-headers`
 * @throws NativeSetupError with `obstacle` "compile" and the compiler's output
 */
export async function compileBinding(options: {
  tools: NativeTools;
  /** The unpacked libraries to link, relative to `folder`. */
  libraries: readonly string[];
  linkFlags: readonly string[];
  folder: string;
  partial: string;
  env?: NodeJS.ProcessEnv | undefined;
  signal?: AbortSignal | undefined;
}): Promise<string> {
  const { tools, libraries, linkFlags, folder, partial, env, signal } = options;
  const require = createRequire(import.meta.url);
  const { include_dir: nodeApiHeaders } = require("node-api-headers") as { include_dir: string };
  const unfinished = path.join(partial, bindingFile);

  const sources = ["tfjs_backend.cc", "tfjs_binding.cc"].map((file) =>
    path.join(tools.tfjsNode.folder, "binding", file),
  );
  const flags = ["-O2", "-fPIC", "-shared", "-std=c++17", "-DNAPI_VERSION=8", "-I", nodeApiHeaders];
  flags.push("-I", path.join(folder, "tensorflow", "include"));
  const inputs = [...sources, ...libraries.map((library) => path.join(folder, library))];
  const { code, output } = await runTool({
    command: tools.compiler.command,
    args: [...flags, ...inputs, ...linkFlags, "-o", unfinished],
    env,
    signal,
  });
  if (code !== 0) {
    const reason = output.match(/^.*\berror\b.*$/im)?.[0] ?? "no reason given";
    throw new NativeSetupError(
      "compile",
      `${tools.compiler.command} could not compile the binding (${reason}); a compiler that knows C++17 is needed.`,
      output,
    );
  }
  renameSync(unfinished, path.join(folder, bindingFile));
  return (require("node-api-headers/package.json") as { version: string }).version;
}
