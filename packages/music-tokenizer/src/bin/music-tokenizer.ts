#!/usr/bin/env node
import { runCommand } from "../command/run-command.ts";
import { processTerminal } from "../command/terminal.ts";

const args = process.argv.slice(2).filter((argument) => argument !== "--quiet");
const stop = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.once(signal, () => stop.abort(new Error(signal)));
const terminal = processTerminal(process.argv.includes("--quiet"), stop.signal);
const fail = (message: string) => process.stderr.write(`${message}\n`);
process.exitCode = await runCommand(args, terminal, fail).catch((error: unknown) => {
  // Caught, as the wasm backend would print its source beside what is not
  fail(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return 1;
});
