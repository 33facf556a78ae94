// @ts-check
import { mkdirSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { resolve } from "node:path";
import { run } from "./run.mjs";

const tarballFolder = resolve(".cache/tarballs");

/**
 * Packs each package as npm would publish it and checks the tarball: publint (strict) and are-the-types-wrong.
 *
 * @param {import("./tally.mjs").Tally} tally
 * @returns {Promise<{ name: string, tarball: string }[]>}
 */
export async function packAndCheck(tally) {
  rmSync(tarballFolder, { recursive: true, force: true });
  mkdirSync(tarballFolder, { recursive: true });
  const packed = [];
  for (const folder of readdirSync("packages")) {
    const { name } = JSON.parse(readFileSync(`packages/${folder}/package.json`, "utf8"));
    const pack = await run("npm", ["pack", "--json", "--pack-destination", tarballFolder, "-w", name], {
      quiet: true,
    });
    const filename = /"filename":\s*"([^"]+)"/.exec(pack.output)?.[1];
    tally.check(`${name} packs`, pack.code === 0 && filename !== undefined, pack.output);
    if (!filename) continue;
    const tarball = resolve(tarballFolder, filename.replace("@", "").replace("/", "-"));
    packed.push({ name, tarball });
    const publint = await run("npx", ["publint", "--strict", tarball], { quiet: true });
    tally.check(`${name} tarball: publint --strict`, publint.code === 0, publint.output);
    const types = await run("npx", ["attw", "--profile", "esm-only", "--no-color", tarball], { quiet: true });
    tally.check(`${name} tarball: are the types right (attw)`, types.code === 0, types.output);
  }
  return packed;
}
