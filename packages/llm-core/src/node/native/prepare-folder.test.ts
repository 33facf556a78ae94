import { createHash } from "node:crypto";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { hostname, tmpdir } from "node:os";
import path from "node:path";
import { strToU8, zipSync } from "fflate";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { NativeRecipe } from "./native-recipe.ts";
import type { NativeSetupError } from "./native-setup-error.ts";
import { prepareFolder } from "./prepare-folder.ts";
import { isIntact, readReadyFile } from "./ready-file.ts";

const library = "tensorflow/libtensorflow_cc.so.2";
const header = "tensorflow/include/tensorflow/c/c_api.h";

let place: string;
let folder: string;
let wheelFile: string;
let recipe: NativeRecipe;
let env: NodeJS.ProcessEnv;

beforeEach(() => {
  place = mkdtempSync(path.join(tmpdir(), "talkplay-native-"));
  folder = path.join(place, "cache");
  wheelFile = path.join(place, "origin.whl");
  recipe = {
    wheel: { requirement: "tensorflow==0", file: "tensorflow-0.whl", platform: "any", sha256: writeWheel() },
    libraries: [library],
    headers: [header],
    linkFlags: ["-Wl,-rpath,$ORIGIN"],
  };
  env = {
    PATH: process.env.PATH,
    // Stands in for pip: writes a line to a log, then puts the wheel where --dest says.
    PYTHON: program(
      "python",
      `
      [ "$3" = "--version" ] && exit 0
      echo downloaded >> ${place}/log
      while [ "$1" != "--dest" ]; do shift; done
      cp ${wheelFile} "$2/tensorflow-0.whl"`,
    ),
    // Stands in for g++: its binding is its list of arguments.
    CXX: program(
      "compiler",
      `
      [ "$1" = "--version" ] && { echo "compiler 1.0"; exit 0; }
      echo compiled >> ${place}/log
      [ -e ${place}/broken ] && { echo "x.cc:1: error: no such thing" >&2; exit 1; }
      arguments="$*"
      while [ "$1" != "-o" ]; do shift; done
      echo "$arguments" > "$2"`,
    ),
  };
});

afterEach(() => rmSync(place, { recursive: true, force: true }));

describe("unit: preparing a folder for the native backend", () => {
  it("downloads, unpacks, compiles, checks and leaves only what is needed", async () => {
    await prepare();
    expect(log()).toEqual(["downloaded", "compiled", "checked"]);
    expect(readdirSync(folder).toSorted()).toEqual(["ready.json", "tensorflow", "tfjs_binding.node"]);
    expect(readFileSync(path.join(folder, library), "utf8")).toBe("the library");
    expect(readFileSync(path.join(folder, "tfjs_binding.node"), "utf8")).toContain(
      path.join(folder, library),
    );
    expect(readReadyFile(folder)).toMatchObject({
      device: "cpu",
      compiler: "compiler 1.0",
      nodeApiHeaders: "1.9.0",
    });
    expect(await isIntact(folder, "cpu")).toBe(true);
  });

  it("takes a wheel at hand without Python", async () => {
    await prepare({ wheel: wheelFile, env: { ...env, PATH: "", PYTHON: "" } });
    expect(log()).toEqual(["compiled", "checked"]);
    expect(existsSync(wheelFile)).toBe(true);
  });

  it("goes on after a failed compilation without a second download", async () => {
    writeFileSync(path.join(place, "broken"), "");
    const error = await failure(prepare());
    expect(error.obstacle).toBe("compile");
    expect(error.message).toContain("x.cc:1: error: no such thing");
    expect(readReadyFile(folder)).toBeUndefined();

    rmSync(path.join(place, "broken"));
    await prepare();
    expect(log()).toEqual(["downloaded", "compiled", "compiled", "checked"]);
  });

  it("goes on after being stopped at every step, and is not ready in between", async () => {
    for (const step of ["downloading", "unpacking", "compiling", "checking"]) {
      const stop = new AbortController();
      const onProgress = (line: string) => void (line.startsWith(step) && stop.abort());
      await expect(prepare({ onProgress, signal: stop.signal })).rejects.toMatchObject({
        name: "AbortError",
      });
      expect(readReadyFile(folder)).toBeUndefined();
      expect(readdirSync(folder).filter((name) => name.startsWith("partial"))).toEqual([]);
    }
    await prepare();
    expect(log().filter((line) => line === "downloaded").length).toBeLessThanOrEqual(2);
    expect(await isIntact(folder, "cpu")).toBe(true);
  });

  it("clears what a killed process left behind, not what a living one is using", async () => {
    const dead = path.join(folder, `partial-${hostname()}-999999999-x`);
    const alive = path.join(folder, `partial-${hostname()}-${process.pid}-x`);
    for (const leftover of [dead, alive]) mkdirSync(leftover, { recursive: true });
    await prepare();
    expect(existsSync(dead)).toBe(false);
    expect(existsSync(alive)).toBe(true);
  });

  it("refuses a wheel with another checksum", async () => {
    writeFileSync(wheelFile, "something else");
    const error = await failure(prepare());
    expect(error.obstacle).toBe("checksum");
    expect(error.message).toContain(recipe.wheel.sha256);
    expect((await failure(prepare({ wheel: wheelFile }))).obstacle).toBe("checksum");
    expect(log()).not.toContain("compiled");
  });

  it("refuses a file that is not the one in the wheel's own record", async () => {
    recipe.wheel.sha256 = writeWheel({ library: "another library" });
    const error = await failure(prepare());
    expect(error.obstacle).toBe("checksum");
    expect(error.message).toContain(library);
    expect(existsSync(path.join(folder, library))).toBe(false);
  });

  it("fetches the wheel again when the one kept was damaged", async () => {
    mkdirSync(folder);
    writeFileSync(path.join(folder, recipe.wheel.file), "half a wheel");
    await prepare();
    expect(log()).toEqual(["downloaded", "compiled", "checked"]);
  });

  it("notices a damaged file in a ready folder and repairs it", async () => {
    await prepare();
    writeFileSync(path.join(folder, library), "damaged");
    expect(await isIntact(folder, "cpu")).toBe(false);
    await prepare();
    expect(await isIntact(folder, "cpu")).toBe(true);
    expect(await isIntact(folder, "gpu")).toBe(false);
  });

  it("names everything that is missing before it downloads", async () => {
    const error = await failure(prepare({ env: { PATH: path.join(place, "nothing") } }));
    expect(error.obstacle).toBe("missing");
    expect(error.message).toMatch(/Python 3 with pip .* and a C\+\+ compiler/);
    expect(log()).toEqual([]);
  });

  it("is not ready when the check fails", async () => {
    await expect(prepare({ check: () => Promise.reject(new Error("wrong numbers")) })).rejects.toThrow(
      "wrong numbers",
    );
    expect(readReadyFile(folder)).toBeUndefined();
  });
});

function prepare(options: Partial<Parameters<typeof prepareFolder>[0]> = {}): Promise<void> {
  return prepareFolder({
    folder,
    recipe,
    device: "cpu",
    env,
    onProgress: () => {},
    check: async ({ signal }) => {
      signal?.throwIfAborted();
      writeFileSync(path.join(place, "log"), "checked\n", { flag: "a" });
      return "cpu";
    },
    ...options,
  });
}

/** What the stand-ins did, in order. */
function log(): string[] {
  const file = path.join(place, "log");
  return existsSync(file) ? readFileSync(file, "utf8").trim().split("\n") : [];
}

async function failure(promise: Promise<unknown>): Promise<NativeSetupError> {
  return promise.then(
    () => expect.fail("expected a failure"),
    (error) => error as NativeSetupError,
  );
}

function program(name: string, script: string): string {
  const file = path.join(place, name);
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return file;
}

/** A small wheel whose record speaks of "the library"; returns its SHA-256. */
function writeWheel(contents = { library: "the library" }): string {
  const bytes = zipSync({
    [library]: strToU8(contents.library),
    [header]: strToU8("the header"),
    "tensorflow-0.dist-info/RECORD": strToU8(
      recordOf(library, "the library") + recordOf(header, "the header"),
    ),
  });
  writeFileSync(wheelFile, bytes);
  return createHash("sha256").update(bytes).digest("hex");
}

function recordOf(file: string, text: string): string {
  return `${file},sha256=${createHash("sha256").update(text).digest("base64url")},${text.length}\n`;
}
