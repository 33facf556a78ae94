#!/usr/bin/env node
import { runCommand } from "../command/run-command.ts";
import { processTerminal } from "../command/terminal.ts";

const args = process.argv.slice(2).filter((argument) => argument !== "--quiet");
const stop = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.once(signal, () => stop.abort(new Error(signal)));
const terminal = processTerminal(process.argv.includes("--quiet"), stop.signal);
process.exitCode = await runCommand(args, terminal, (message) => process.stderr.write(`${message}\n`));
