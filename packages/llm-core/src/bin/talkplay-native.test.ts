import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

function run(args: string[], env: NodeJS.ProcessEnv = {}) {
  const script = fileURLToPath(new URL("talkplay-native.ts", import.meta.url));
  const node = ["--import", "tsx", "--conditions=@talkplay/source", script, ...args];
  return spawnSync(process.execPath, node, { encoding: "utf8", env: { ...process.env, ...env } });
}

describe("unit: the command talkplay-native", () => {
  it("answers --help and refuses what it does not know", () => {
    expect(run(["--help"])).toMatchObject({
      status: 0,
      stdout: expect.stringContaining("Usage: talkplay-native"),
    });
    expect(run(["--cuda"])).toMatchObject({ status: 2, stderr: expect.stringContaining("'--cuda'") });
  });

  it("names what is missing in one sentence and ends with 3", () => {
    const cache = mkdtempSync(path.join(tmpdir(), "talkplay-native-"));
    const { status, stderr } = run(["--cache", cache], { PATH: cache, CXX: "", PYTHON: "" });
    rmSync(cache, { recursive: true });
    expect(status).toBe(3);
    expect(stderr.trim().split("\n")).toHaveLength(1);
    expect(stderr).toMatch(
      /^native backend: The native backend needs Python 3 with pip .* and a C\+\+ compiler/,
    );
  });
});
