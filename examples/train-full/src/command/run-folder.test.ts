import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openRunFolder } from "./run-folder.ts";
import { UsageError } from "./usage-error.ts";

const config = { size: "tiny", data: "freemusicc", seed: 1 };
let parent: string;
beforeEach(() => (parent = mkdtempSync(join(tmpdir(), "run-folder-"))));
afterEach(() => rmSync(parent, { recursive: true }));

describe("unit: openRunFolder", () => {
  it("numbers new runs, and resumes the newest unfinished one", () => {
    const first = openRunFolder({ resume: false, config, parent });
    const second = openRunFolder({ resume: false, config, parent });
    expect(first.path).toBe(join(parent, "tiny-freemusicc-1"));
    expect(second.path).toBe(join(parent, "tiny-freemusicc-2"));
    second.finish();
    expect(openRunFolder({ resume: true, config, parent }).path).toBe(first.path);
  });

  it("resumes with the same options only, and keeps the date", () => {
    const out = join(parent, "run");
    openRunFolder({ out, resume: false, config, now: new Date(0) });
    expect(openRunFolder({ out, resume: true, config }).createdAt).toBe("1970-01-01T00:00:00.000Z");
    expect(() => openRunFolder({ out, resume: true, config: { ...config, seed: 2 } })).toThrow(
      /seed = 1, now it is 2/,
    );
  });

  it.each([
    ["holds a run already", (out: string) => void openRunFolder({ out, resume: false, config })],
    ["is not empty", (out: string) => writeOther(out)],
    ["was written by version 99", (out: string) => writeVersion(out, 99)],
  ])("writes nothing over what %s", (message, prepare) => {
    const out = join(parent, "run");
    prepare(out);
    expect(() => openRunFolder({ out, resume: false, config })).toThrow(UsageError);
    expect(() => openRunFolder({ out, resume: false, config })).toThrow(message);
  });

  it("says when there is nothing to resume, and leaves no folder", () => {
    const out = join(parent, "run");
    expect(() => openRunFolder({ out, resume: true, config })).toThrow(/no run to resume/);
    expect(existsSync(out)).toBe(false);
    expect(() => openRunFolder({ resume: true, config, parent })).toThrow(/no unfinished run/);
  });
});

function writeOther(out: string): void {
  openRunFolder({ out, resume: false, config });
  rmSync(join(out, "run.json"));
  writeFileSync(join(out, "mine.txt"), "precious");
}

function writeVersion(out: string, version: number): void {
  openRunFolder({ out, resume: false, config });
  const file = join(out, "run.json");
  writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, "utf8")), version }));
}
