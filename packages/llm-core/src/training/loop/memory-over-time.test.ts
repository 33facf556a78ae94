import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { isNativeSetUp } from "../../node/native/fixtures/is-native-set-up.ts";

const isSetUp = isNativeSetUp();

/** In a process of its own: nothing else takes or gives memory there. */
async function longRun(backend: string): Promise<{ step: number; tensors: number; bytes: number }[]> {
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
  const script = fileURLToPath(new URL("fixtures/long-run.ts", import.meta.url));
  const flags = ["--expose-gc", "--import", tsx, "--conditions=@talkplay/source"];
  const { stdout } = await promisify(execFile)(process.execPath, [...flags, script, backend]);
  return JSON.parse(stdout.trim().split("\n").at(-1)!);
}

// Linux tells a process its resident memory
describe.skipIf(!existsSync("/proc/self/statm") || !isSetUp)("memory over 2,000 updates", () => {
  it(
    "does not grow on native TensorFlow: neither tensors nor resident memory",
    { timeout: 600_000 },
    async () => {
      const readings = await longRun("tensorflow");
      const at = (step: number) => readings.find((reading) => reading.step === step)!;
      expect(at(2000).tensors).toBe(at(500).tensors);
      // One float32 tensor of the model's size (3,000 numbers) left behind an update would make 18 MB
      expect(at(2000).bytes - at(500).bytes).toBeLessThan(12 * 2 ** 20);
    },
  );
});
