// @ts-check
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

if (process.argv[1] === fileURLToPath(import.meta.url)) setUp({ native: process.argv.slice(2) });

/**
 * Brings a clone into a state in which everything runs: the packages of the lock file, then the native backend. What is
 * done already is left alone, so this takes about a second when there is nothing to do.
 *
 * Plain Node, because it runs before anything is installed. A native backend that cannot be prepared is no failure:
 * the wasm backend takes its place.
 *
 * @param {{ native?: readonly string[] }} [options] `native`: arguments of the native set-up, such as `--gpu`
 */
export function setUp({ native = [] } = {}) {
  if (Number(process.versions.node.split(".")[0]) < 20)
    fail(`Node 20 or newer is needed; this is ${process.version}.`);
  if (!isInstalled()) install();

  const { status } = spawnSync(
    process.execPath,
    typescript("packages/llm-core/src/bin/talkplay-native.ts", native),
    {
      stdio: "inherit",
      cwd: root,
    },
  );
  if (status === 3) console.log("set-up: going on with the wasm backend, which is slower");
  else if (status !== 0) process.exit(status ?? 1);
}

/**
 * Arguments of Node that run a TypeScript file of this repository on the packages' sources.
 *
 * @param {string} file relative to the repository
 * @param {readonly string[]} args
 * @returns {string[]}
 */
export function typescript(file, args) {
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
  return ["--import", tsx, "--conditions=@talkplay/source", path.resolve(root, file), ...args];
}

/** Whether node_modules holds what package-lock.json says, by npm's own record of what it installed last. */
function isInstalled() {
  const record = path.join(root, "node_modules", ".package-lock.json");
  if (!existsSync(record)) return false;
  const installed = packagesOf(record);
  return Object.entries(packagesOf(path.join(root, "package-lock.json"))).every(([name, wanted]) => {
    const got = installed[name];
    if (name === "" || (got === undefined && (wanted.optional || wanted.devOptional))) return true;
    return got !== undefined && got.version === wanted.version && got.integrity === wanted.integrity;
  });
}

/**
 * @param {string} lockFile
 * @returns {Record<string, { version?: string, integrity?: string, optional?: boolean, devOptional?: boolean }>}
 */
function packagesOf(lockFile) {
  return JSON.parse(readFileSync(lockFile, "utf8")).packages;
}

function install() {
  console.log("set-up: installing the packages of package-lock.json (npm ci)");
  const args = ["ci", "--include=dev", "--no-audit", "--no-fund"];
  const npm = process.env.npm_execpath;
  const { status, error } = npm?.endsWith(".js")
    ? spawnSync(process.execPath, [npm, ...args], { stdio: "inherit", cwd: root })
    : spawnSync("npm", args, { stdio: "inherit", cwd: root, shell: process.platform === "win32" });
  if (status !== 0)
    fail(`npm ci did not succeed (${error?.message ?? `exit code ${status}`}); see its message above.`);
}

/**
 * @param {string} message
 * @returns {never}
 */
function fail(message) {
  console.error(`set-up: ${message}`);
  process.exit(1);
}
