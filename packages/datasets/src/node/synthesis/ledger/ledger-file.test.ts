import { EventEmitter, once } from "node:events";
import { mkdtemp, open, readFile, rm } from "node:fs/promises";
import type { FileHandle } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { LedgerEvent } from "./ledger-event.ts";
import { LedgerFile } from "./ledger-file.ts";

const event = (key: string): LedgerEvent => ({
  event: "failed",
  batch: "b",
  key,
  call: 1,
  message: "m",
  paid: "no",
  at: "",
});

let folder: string;
let ledger: LedgerFile;
let file: string;
/** What `fsync` of any file goes through; Node does not export the class. */
let handles: FileHandle;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "ledger-file-"));
  file = join(folder, "ledger.jsonl");
  ledger = await LedgerFile.open(file, () => {});
  const any = await open(file, "r");
  handles = Object.getPrototypeOf(any) as FileHandle;
  await any.close();
});
afterEach(async () => {
  vi.restoreAllMocks();
  await ledger.close();
  await rm(folder, { recursive: true });
});

describe("unit: LedgerFile", () => {
  it("says that an event is written only when the disk has it", async () => {
    const disk = new EventEmitter();
    const reached = once(disk, "reached").then(() => {});
    const sync = vi.spyOn(handles, "sync").mockReturnValue(reached);
    let written = false;
    const appending = ledger.append([event("a")]).then((places) => {
      written = true;
      return places;
    });
    await vi.waitFor(() => expect(sync).toHaveBeenCalledTimes(1));
    expect(await readFile(file, "utf8")).toContain('"key":"a"');
    expect(written).toBe(false);
    disk.emit("reached");
    const [place] = await appending;
    expect(place && ledger.read(place)).toEqual(event("a"));
  });

  it("shares one wait for the disk among all events that come during another", async () => {
    const sync = vi.spyOn(handles, "sync");
    const keys = Array.from({ length: 100 }, (_, number) => `k${number}`);
    const places = (await Promise.all(keys.map((key) => ledger.append([event(key)])))).flat();
    expect(sync.mock.calls.length).toBeLessThanOrEqual(2);
    expect(places.map((place) => ledger.read(place))).toEqual(keys.map(event));
  });

  it("tells those whose events did not reach the disk, and keeps them where they are whole", async () => {
    vi.spyOn(handles, "sync").mockRejectedValueOnce(new Error("input/output error"));
    await expect(ledger.append([event("a")])).rejects.toThrow("input/output error");
    const [place] = await ledger.append([event("b")]);
    expect(place && ledger.read(place)).toEqual(event("b"));
    expect(await keysIn(file)).toEqual(["a", "b"]);
  });

  it("cuts off what a full disk took in part, so that the next line stands by itself", async () => {
    await ledger.append([event("a")]);
    const append = vi.spyOn(handles, "appendFile").mockImplementationOnce(async function (this: FileHandle) {
      await this.write('{"event":"fail');
      throw new Error("no space left");
    });
    await expect(ledger.append([event("b")])).rejects.toThrow("no space left");
    const [place] = await ledger.append([event("c")]);
    expect(append).toHaveBeenCalledTimes(2);
    expect(place && ledger.read(place)).toEqual(event("c"));
    expect(await keysIn(file)).toEqual(["a", "c"]);
  });
});

async function keysIn(name: string): Promise<string[]> {
  const lines = (await readFile(name, "utf8")).trimEnd().split("\n");
  return lines.map((line) => (JSON.parse(line) as { key: string }).key);
}
