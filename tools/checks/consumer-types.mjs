// @ts-check
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { run } from "./run.mjs";

const tsc = resolve("node_modules/.bin/tsc");

const shared = {
  target: "ES2022",
  lib: ["ES2023", "DOM"],
  moduleDetection: "force",
  strict: true,
  noEmit: true,
};
const bundler = { module: "ESNext", moduleResolution: "Bundler" };
const node16 = { module: "Node16", moduleResolution: "Node16" };

/** Faults of others' declarations: tfjs-core uses the type `Long` without declaring or importing it. */
const KNOWN = /^node_modules\/@tensorflow\/tfjs-core\/dist\/hash_util\.d\.ts\(.*: Cannot find name 'Long'\.$/;

/**
 * Type-checks the READMEs' snippets (in `snippets` of the project) under both usual module resolutions, and the
 * declarations of every entry as a consumer without `skipLibCheck` and without `@types/node` sees them.
 *
 * @param {import("./tally.mjs").Tally} tally
 * @param {string} project
 * @param {{ name: string }[]} packed
 */
export async function checkConsumerTypes(tally, project, packed) {
  const nodeTypes = join(project, "node_modules/@types/node");
  if (!existsSync(nodeTypes)) {
    mkdirSync(join(project, "node_modules/@types"), { recursive: true });
    symlinkSync(resolve("node_modules/@types/node"), nodeTypes);
  }
  const entries = packed.flatMap(({ name }) => entriesOf(project, name));
  mkdirSync(join(project, "entries"));
  const imports = entries.map((entry, at) => `export * as entry${at} from ${JSON.stringify(entry)};\n`);
  writeFileSync(join(project, "entries/entries.ts"), imports.join(""));

  const lenient = { types: ["node"], skipLibCheck: true };
  const [inBundlers, inNode, declarations] = await Promise.all([
    compile(project, "snippets", "bundler", { ...bundler, ...lenient }),
    compile(project, "snippets", "node16", { ...node16, ...lenient }),
    compile(project, "entries", "declarations", { ...node16, types: [], skipLibCheck: false }),
  ]);
  tally.check("the README snippets type-check as in a bundler", inBundlers.code === 0, inBundlers.output);
  tally.check("the README snippets type-check as in Node (node16)", inNode.code === 0, inNode.output);
  const absent = packed.flatMap(({ name }) => absentPeers(project, name));
  const faults = declarations.output
    .split("\n")
    .filter((line) => line !== "" && !KNOWN.test(line) && !absent.some((missing) => missing.test(line)));
  tally.check(
    `the declarations of ${entries.length} entries type-check without skipLibCheck and @types/node`,
    entries.length > packed.length && faults.length === 0,
    faults.join("\n"),
  );
}

/**
 * @param {string} project
 * @param {string} folder
 * @param {string} name
 * @param {object} options
 */
function compile(project, folder, name, options) {
  const config = `tsconfig.${name}.json`;
  const compilerOptions = { ...shared, ...options };
  writeFileSync(join(project, config), JSON.stringify({ compilerOptions, include: [folder] }));
  return run(tsc, ["--pretty", "false", "-p", config], { cwd: project, quiet: true });
}

/**
 * @param {string} project
 * @param {string} name
 */
function manifestOf(project, name) {
  return JSON.parse(readFileSync(join(project, "node_modules", name, "package.json"), "utf8"));
}

/**
 * @param {string} project
 * @param {string} name
 */
function entriesOf(project, name) {
  const entries = Object.keys(manifestOf(project, name).exports);
  return entries.filter((entry) => entry !== "./package.json").map((entry) => `${name}${entry.slice(1)}`);
}

/**
 * What the compiler says of a package's optional peers that are not installed: only the entries that need them fail.
 *
 * @param {string} project
 * @param {string} name
 */
function absentPeers(project, name) {
  const { peerDependenciesMeta = {} } = manifestOf(project, name);
  return Object.keys(peerDependenciesMeta)
    .filter((peer) => peerDependenciesMeta[peer].optional && !existsSync(join(project, "node_modules", peer)))
    .map((peer) => new RegExp(`^node_modules/${name}/.*: Cannot find module '${peer}'`));
}
