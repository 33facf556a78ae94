import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";

const program = fileURLToPath(new URL("fixtures/failing-device.ts", import.meta.url));
const tsx = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
const noDevice = process.env.VK_ICD_FILENAMES === undefined;

/** The errors of the operations that the fixture tries in a process of its own, null where there is none. */
async function failures(way: string): Promise<unknown[]> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["--import", tsx, "--conditions=@talkplay/source", program, way],
    { maxBuffer: 2 ** 24 },
  );
  const line = stdout.split("\n").find((one) => one.startsWith("errors "));
  return JSON.parse(line!.slice("errors ".length)) as unknown[];
}

describe.skipIf(noDevice)("unit: a GPU that fails", () => {
  it("refuses a tensor above its limit before anything runs, and goes on", async () => {
    const [oversized, after] = await failures("a tensor above the limit");
    expect(oversized).toMatchObject({
      name: "WebGpuMemoryError",
      operation: "FillProgram",
      shape: [expect.any(Number), 2],
    });
    const { bytes, limit } = oversized as { bytes: number; limit: number };
    expect(bytes).toBe(2 * limit);
    expect(after).toBeNull();
  });

  it("names the shader that it refused at the next read, and at everything after it", async () => {
    const [before, running, read, later] = await failures("a shader that does not compile");
    expect([before, running]).toEqual([null, null]);
    expect(read).toMatchObject({
      name: "WebGpuDeviceError",
      failure: "validation",
      operation: "NonsenseProgram",
      deviceMessage: expect.stringContaining("unresolved call target 'nonsense'"),
      message: expect.stringContaining("on another backend (wasm)"),
    });
    expect(later).toEqual(read);
  });

  it("ends an answer when it is lost", async () => {
    const [answer, interrupted, later] = await failures("a device that is lost while a model answers");
    expect(answer).toBeNull();
    expect(interrupted).toMatchObject({ name: "WebGpuDeviceError", failure: "lost" });
    expect(later).toEqual(interrupted);
  });
});
