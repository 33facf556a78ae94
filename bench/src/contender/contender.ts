import { spawn, spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

/**
 * A process that takes part in a benchmark. It waits for a line of JSON, does what it says and answers with a line of
 * JSON, so that ours and a peer take turns on the same core.
 */
export interface Contender {
  /** @throws Error when the process fails or ends; what it wrote to stderr is in the terminal already */
  ask<Answer>(message: object): Promise<Answer>;
  /** Ends the process. @returns when it has ended, so that its end takes nothing from who comes next */
  stop(): Promise<void>;
}

/** The core that a contender keeps to with a single thread, or all of them with as many. */
type Cores = number | "all";

/** Variables that a contender's process has besides this one's. */
type Environment = Readonly<Record<string, string>>;

/** Python: the script reads lines from stdin until it closes. */
export function pythonContender(
  python: string,
  script: URL,
  core: Cores = 0,
  environment: Environment = {},
): Contender {
  return contender([python, "-u", script.pathname], core, environment);
}

/** TypeScript on the sources, with `listen` of ./listen.ts. */
export function typescriptContender(script: URL, core: Cores = 0, environment: Environment = {}): Contender {
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
  const node = [process.execPath, "--expose-gc", "--import", tsx, "--conditions=@talkplay/source"];
  return contender([...node, script.pathname], core, environment);
}

function contender(command: readonly string[], core: Cores, environment: Environment): Contender {
  // Without taskset (not on Linux) the threads' count still holds the peers to one core.
  const pinned =
    core !== "all" && spawnSync("taskset", ["-V"]).status === 0 ? ["taskset", "-c", String(core)] : [];
  const oneThread = { OMP_NUM_THREADS: "1", OPENBLAS_NUM_THREADS: "1", MKL_NUM_THREADS: "1" };
  const [program, ...args] = [...pinned, ...command] as [string, ...string[]];
  const child = spawn(program, args, {
    stdio: ["pipe", "pipe", "inherit"],
    env: { ...process.env, ...(core === "all" ? {} : oneThread), ...environment },
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const ended = new Promise<string>((resolve) => {
    child.once("error", (error) => resolve(`could not be started (${error.message})`));
    child.once("close", (code, signal) => resolve(signal ? `was ended by ${signal}` : `ended with ${code}`));
  });
  // A pipe that breaks is told by how the process ended
  child.stdin.on("error", () => {});
  return {
    ask: async (message) => {
      child.stdin.write(`${JSON.stringify(message)}\n`);
      const { done, value } = await lines.next();
      if (!done) return JSON.parse(value);
      const how = await ended;
      const why = how.endsWith("SIGKILL") ? ", perhaps because the machine had no memory left" : "";
      throw new Error(`${command.at(-1)} ${how} before it answered ${JSON.stringify(message)}${why}.`);
    },
    stop: async () => {
      child.stdin.end();
      await ended;
    },
  };
}
