import { createRequire } from "node:module";
import type { NativeDevice } from "./native-recipe.ts";
import { NativeSetupError } from "./native-setup-error.ts";
import { runTool } from "./run-tool.ts";

/**
 * Loads and tries the binding of `folder` in a process of its own (`check-native.ts`).
 *
 * @returns what it computed on
 * @throws NativeSetupError with `obstacle` "check" and the process's output
 */
export async function checkInProcess(options: {
  folder: string;
  device: NativeDevice;
  env?: NodeJS.ProcessEnv | undefined;
  signal?: AbortSignal | undefined;
}): Promise<NativeDevice> {
  const { folder, device, env, signal } = options;
  const script = createRequire(import.meta.url).resolve("#check-native");
  const { code, output } = await runTool({
    command: process.execPath,
    args: [...process.execArgv, script, folder, device],
    env,
    signal,
  });
  if (code === 0) return /^gpu$/m.test(output) ? "gpu" : "cpu";
  const reason =
    output.match(/^\w*Error: .*$/m)?.[0] ?? (code === null ? "the process was killed" : `exit code ${code}`);
  throw new NativeSetupError(
    "check",
    `The compiled binding does not work on this machine (${reason}); use the wasm backend.`,
    output,
  );
}
