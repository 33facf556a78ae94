import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import type { BackendName } from "../backend/choose-backend.ts";
import type { ConformanceRun } from "./run-checks.ts";

const program = fileURLToPath(new URL("node-target.ts", import.meta.url));
const tsx = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
/** Chromium brings a Vulkan driver in software and Vulkan's loader along. */
const chromium = "/usr/lib/chromium";

/** Runs the checks on one backend in a Node process of its own. */
export async function runInNode(name: BackendName): Promise<ConformanceRun> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["--import", tsx, "--conditions=@talkplay/source", program, name],
    { env: { ...process.env, ...(name === "webgpu" ? softwareVulkan() : {}) }, maxBuffer: 2 ** 26 },
  );
  const line = stdout.split("\n").find((one) => one.startsWith("conformance "));
  if (line === undefined) throw new Error(`${program} printed no result:\n${stdout}`);
  return JSON.parse(line.slice("conformance ".length)) as ConformanceRun;
}

/** A machine's own Vulkan comes first, if it is set up by these variables. */
function softwareVulkan(): Record<string, string> {
  const driver = `${chromium}/vk_swiftshader_icd.json`;
  if (process.env.VK_ICD_FILENAMES !== undefined || !existsSync(driver)) return {};
  return {
    VK_ICD_FILENAMES: driver,
    LD_LIBRARY_PATH: [process.env.LD_LIBRARY_PATH, chromium].filter(Boolean).join(":"),
    XDG_RUNTIME_DIR: process.env.XDG_RUNTIME_DIR ?? tmpdir(),
  };
}
