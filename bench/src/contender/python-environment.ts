import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);
const requirements = fileURLToPath(new URL("../../requirements.txt", import.meta.url));
const environment = fileURLToPath(new URL("../../../.cache/bench-venv", import.meta.url));

/**
 * A Python with these packages at the versions of bench/requirements.txt, in a virtual environment that is kept in
 * .cache/bench-venv; installs what is missing. The environment variable TALKPLAY_BENCH_PYTHON names another Python
 * that has them already.
 *
 * @param packages names as in bench/requirements.txt
 * @returns path of the interpreter
 */
export async function pythonWith(packages: readonly string[]): Promise<string> {
  if (process.env.TALKPLAY_BENCH_PYTHON) return process.env.TALKPLAY_BENCH_PYTHON;
  const pinned = (await readFile(requirements, "utf8")).split("\n");
  const wanted = packages.map((name) => {
    const line = pinned.find((candidate) => candidate.toLowerCase().startsWith(`${name.toLowerCase()}==`));
    if (line === undefined) throw new Error(`bench/requirements.txt pins no ${name}; add a line for it.`);
    return line.trim();
  });
  const python = join(environment, process.platform === "win32" ? "Scripts/python.exe" : "bin/python");
  if (!existsSync(python)) await run("python3", ["-m", "venv", environment]);
  const done = join(environment, `${createHash("sha256").update(wanted.join()).digest("hex")}.installed`);
  if (!existsSync(done)) {
    console.log(`installing ${wanted.join(", ")} into .cache/bench-venv`);
    await run(
      python,
      ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-c", requirements, ...wanted],
      {
        maxBuffer: 2 ** 26,
      },
    );
    await writeFile(done, wanted.join("\n"));
  }
  return python;
}
