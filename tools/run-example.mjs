// @ts-check
import { spawn } from "node:child_process";
import { totalmem } from "node:os";
import { fileURLToPath } from "node:url";
import { setUp, typescript } from "./setup.mjs";

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [file, ...args] = process.argv.slice(2);
  if (file === undefined) {
    console.error("Usage: node tools/run-example.mjs FILE.ts [ARGS…]   (FILE relative to the repository)");
    process.exit(2);
  }
  runExample(file, args);
}

/**
 * Sets up what is missing, then runs a TypeScript file of this repository in a process of its own and ends as it ends.
 *
 * @param {string} file relative to the repository
 * @param {readonly string[]} args
 */
export function runExample(file, args) {
  setUp();
  // Tensors live outside the heap; half the memory, at most 4 GiB, leaves them room.
  const heapMegabytes = Math.min(4096, Math.floor(totalmem() / 2 ** 21));
  const child = spawn(
    process.execPath,
    [`--max-old-space-size=${heapMegabytes}`, ...typescript(file, args)],
    {
      stdio: "inherit",
    },
  );

  // Ctrl-C reaches the child from the terminal itself; from elsewhere the signal has to be passed on.
  process.on("SIGINT", () => process.stdin.isTTY || child.kill("SIGINT"));
  for (const signal of /** @type {const} */ (["SIGTERM", "SIGHUP"]))
    process.on(signal, () => child.kill(signal));
  child.on("exit", (code, signal) => {
    if (signal !== null) {
      process.removeAllListeners(signal);
      process.kill(process.pid, signal);
    } else process.exit(code);
  });
}
