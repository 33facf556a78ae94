import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import type { BackendName } from "../backend/choose-backend.ts";
import type { ConformanceRun } from "./run-checks.ts";

const program = fileURLToPath(new URL("node-target.ts", import.meta.url));
const tsx = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;

/** Runs the checks on one backend in a Node process of its own. */
export async function runInNode(name: BackendName): Promise<ConformanceRun> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["--import", tsx, "--conditions=@talkplay/source", program, name],
    { maxBuffer: 2 ** 26 },
  );
  const line = stdout.split("\n").find((one) => one.startsWith("conformance "));
  if (line === undefined) throw new Error(`${program} printed no result:\n${stdout}`);
  return JSON.parse(line.slice("conformance ".length)) as ConformanceRun;
}
