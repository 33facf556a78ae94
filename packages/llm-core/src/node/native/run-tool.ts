import { spawn } from "node:child_process";

/** How a tool ended. */
export interface ToolResult {
  /** Exit code; null when a signal ended it or it could not be started. */
  code: number | null;
  /** Standard output and error, interleaved as they came. */
  output: string;
}

/**
 * Runs a program to its end without a shell. A program that does not exist is a result with `code` null, not an
 * error: the caller knows what its absence means.
 *
 * @throws AbortError when `signal` stops it
 */
export function runTool(options: {
  command: string;
  args: readonly string[];
  env?: NodeJS.ProcessEnv | undefined;
  signal?: AbortSignal | undefined;
}): Promise<ToolResult> {
  const { command, args, env, signal } = options;
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { env, signal, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    const collect = (text: Buffer) => (output += text.toString());
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
    child.on("error", (error) =>
      signal?.aborted ? reject(error) : resolve({ code: null, output: error.message }),
    );
    child.on("close", (code) => resolve({ code, output }));
  });
}
