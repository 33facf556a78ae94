// @ts-check
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join, resolve, sep } from "node:path";
import { run } from "./run.mjs";

/** What serves the repository's tests alone. */
const FOR_TESTS = /\.test\.ts$|(^|\/)(__vectors__|fixtures|conformance)\//;

/**
 * The installed packages hold nothing of the tests, and their source maps find the sources that ship beside the build.
 *
 * @param {import("./tally.mjs").Tally} tally
 * @param {string} project
 * @param {{ name: string }[]} packed
 */
export async function checkInstalledFiles(tally, project, packed) {
  for (const { name } of packed) {
    const folder = join(project, "node_modules", name);
    const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).map((file) =>
      file.replaceAll(sep, "/"),
    );
    const ofTests = files.filter((file) => FOR_TESTS.test(file));
    tally.check(
      `${name} tarball: no tests, vectors and fixtures`,
      files.length > 0 && ofTests.length === 0,
      ofTests.join("\n"),
    );
    const maps = files.filter((file) => file.endsWith(".js.map"));
    const faults = maps.flatMap((map) => faultsOf(join(folder, map)).map((fault) => `${map}: ${fault}`));
    tally.check(
      `${name} tarball: source maps point to the sources in it and do not repeat them`,
      maps.length > 0 && faults.length === 0,
      faults.join("\n"),
    );
  }
  const code = `import("@talkplay/music-tokenizer").then(({ fitKMeans }) => fitKMeans([], { width: 0 }))`;
  const trace = await run("node", ["--enable-source-maps", "-e", code], { cwd: project, quiet: true });
  tally.check(
    "a stack trace with --enable-source-maps shows the TypeScript source",
    /at .*fitKMeans.*music-tokenizer\/src\/kmeans\/fit-kmeans\.ts:\d+/.test(trace.output),
    trace.output,
  );
}

/** @param {string} file */
function faultsOf(file) {
  const { sources, sourcesContent = [] } = JSON.parse(readFileSync(file, "utf8"));
  const faults = sources
    .filter((/** @type {string} */ source) => !existsSync(resolve(dirname(file), source)))
    .map((/** @type {string} */ source) => `${source} is missing`);
  if (sourcesContent.some((/** @type {string | null} */ text) => text !== null))
    faults.push("repeats the sources");
  return faults;
}
