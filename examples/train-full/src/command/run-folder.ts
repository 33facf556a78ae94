import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join, resolve } from "node:path";
import { UsageError } from "./usage-error.ts";

/** The version of the layout of an output folder; another version's folder is never written to. */
const outputVersion = 1;

/** What a run was asked to do: a folder holds one run, and resuming it must ask for the same. */
export type RunConfig = Record<string, unknown>;

interface RunFile {
  version: number;
  createdAt: string;
  config: RunConfig;
  finished: boolean;
}

/** The output folder of one run. Everything in it belongs to the run that `run.json` describes. */
export class RunFolder {
  constructor(
    readonly path: string,
    readonly createdAt: string,
    private readonly config: RunConfig,
  ) {}

  /** A file or folder of the run. */
  file(...parts: string[]): string {
    return join(this.path, ...parts);
  }

  /** Marks the run as finished: `--resume` without `--out` passes it by. */
  finish(): void {
    writeRunFile(this.path, { createdAt: this.createdAt, config: this.config, finished: true });
  }
}

/**
 * Opens the folder of a new run, or of the run to resume.
 *
 * @param options.out the folder asked for; without it a new one under `parent`, or the newest unfinished one there
 * @throws UsageError when the folder holds something else, another version's run or a run that was asked for
 *   something else, or when there is nothing to resume
 */
export function openRunFolder({
  out,
  resume,
  config,
  parent = "out",
  now = new Date(),
}: {
  out?: string | undefined;
  resume: boolean;
  config: RunConfig;
  parent?: string;
  now?: Date;
}): RunFolder {
  const path = resolve(out ?? (resume ? newestUnfinished(parent) : newFolder(parent, config)));
  if (resume) {
    const run = readRunFile(path);
    const changed = Object.keys({ ...run.config, ...config }).find(
      (key) => JSON.stringify(run.config[key]) !== JSON.stringify(config[key]),
    );
    if (changed !== undefined) {
      throw new UsageError(
        `${path} was started with ${changed} = ${JSON.stringify(run.config[changed])}, now it is ` +
          `${JSON.stringify(config[changed])}: resume with the same options, or choose another --out`,
      );
    }
    return new RunFolder(path, run.createdAt, config);
  }
  if (existsSync(path)) {
    if (!statSync(path).isDirectory()) throw new UsageError(`--out ${path} is a file: name a folder`);
    if (existsSync(join(path, "run.json"))) {
      readRunFile(path);
      throw new UsageError(`${path} holds a run already: continue it with --resume, or choose another --out`);
    }
    if (readdirSync(path).length > 0) {
      throw new UsageError(`${path} is not empty and holds no run of ours: choose another --out`);
    }
  }
  mkdirSync(path, { recursive: true });
  const createdAt = now.toISOString();
  writeRunFile(path, { createdAt, config, finished: false });
  return new RunFolder(path, createdAt, config);
}

function newFolder(parent: string, config: RunConfig): string {
  const name = `${config["size"]}-${String(config["data"]).replace(/.*[\\/]/, "") || "data"}`;
  let number = 1;
  while (existsSync(join(parent, `${name}-${number}`))) number += 1;
  return join(parent, `${name}-${number}`);
}

function newestUnfinished(parent: string): string {
  const runs = (existsSync(parent) ? readdirSync(parent) : [])
    .map((name) => join(parent, name))
    .filter((folder) => existsSync(join(folder, "run.json")) && !readRunFile(folder).finished)
    .toSorted((a, b) => statSync(join(b, "run.json")).mtimeMs - statSync(join(a, "run.json")).mtimeMs);
  if (runs[0] === undefined)
    throw new UsageError(`there is no unfinished run under ${resolve(parent)} to resume`);
  return runs[0];
}

function readRunFile(path: string): RunFile {
  const file = join(path, "run.json");
  if (!existsSync(file)) throw new UsageError(`${path} holds no run to resume (there is no run.json)`);
  let run: RunFile;
  try {
    run = JSON.parse(readFileSync(file, "utf8")) as RunFile;
  } catch {
    throw new UsageError(`${file} is not JSON: it was edited or damaged; choose another --out`);
  }
  if (run.version !== outputVersion) {
    throw new UsageError(
      `${path} was written by version ${run.version} of this command, this is version ${outputVersion}: choose ` +
        `another --out`,
    );
  }
  return run;
}

function writeRunFile(path: string, run: Omit<RunFile, "version">): void {
  const file = join(path, "run.json");
  writeFileSync(`${file}.part`, `${JSON.stringify({ version: outputVersion, ...run }, null, 2)}\n`);
  renameSync(`${file}.part`, file);
}
