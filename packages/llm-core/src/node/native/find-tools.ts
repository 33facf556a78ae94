import { findTfjsNode, installTfjsNode, type TfjsNode } from "./find-tfjs-node.ts";
import { NativeSetupError } from "./native-setup-error.ts";
import { runTool } from "./run-tool.ts";

/** The programs of this machine that the set-up runs. */
export interface NativeTools {
  /** A Python 3 with pip; undefined when the wheel is at hand already. */
  python?: string;
  compiler: { command: string; version: string };
  tfjsNode: TfjsNode;
}

/**
 * Looks for everything before anything is downloaded, so that one message names all that is missing.
 *
 * @throws NativeSetupError with `obstacle` "missing"
 */
export async function findTools(options: {
  needsPython: boolean;
  env?: NodeJS.ProcessEnv | undefined;
  signal?: AbortSignal | undefined;
}): Promise<NativeTools> {
  const { env = process.env } = options;
  const answers = (command: string, args: string[]) =>
    runTool({ command, args, env, signal: options.signal });

  const compiler = await firstThat([env.CXX, "g++", "clang++", "c++"], (command) =>
    answers(command, ["--version"]),
  );
  const python = options.needsPython
    ? await firstThat([env.PYTHON, "python3", "python"], (command) =>
        answers(command, ["-m", "pip", "--version"]),
      )
    : undefined;
  const tfjsNode = findTfjsNode();

  const missing: string[] = [];
  if (options.needsPython && python === undefined)
    missing.push("Python 3 with pip (Debian, Ubuntu: apt install python3-pip)");
  if (compiler === undefined)
    missing.push("a C++ compiler (Debian, Ubuntu: apt install g++; macOS: xcode-select --install)");
  if (tfjsNode === undefined) missing.push(`the package @tensorflow/tfjs-node-gpu (${installTfjsNode})`);
  if (compiler === undefined || tfjsNode === undefined || missing.length > 0) {
    throw new NativeSetupError(
      "missing",
      `The native backend needs ${missing.join(" and ")}; install what is missing and run the set-up again.`,
    );
  }
  const version = compiler.output.split("\n")[0]!.trim();
  return { python: python?.command, compiler: { command: compiler.command, version }, tfjsNode };
}

async function firstThat(
  candidates: readonly (string | undefined)[],
  ask: (command: string) => ReturnType<typeof runTool>,
): Promise<{ command: string; output: string } | undefined> {
  for (const command of candidates) {
    if (!command) continue;
    const { code, output } = await ask(command);
    if (code === 0) return { command, output };
  }
  return undefined;
}
