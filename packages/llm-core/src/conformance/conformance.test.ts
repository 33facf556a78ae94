import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { BackendName } from "../backend/choose-backend.ts";
import { conformanceChecks } from "./checks/conformance-checks.ts";
import { ConformanceBrowser } from "./run-in-browser.ts";
import type { ConformanceRun } from "./run-checks.ts";
import { runInNode } from "./run-in-node.ts";

const minutes = 60_000;
let browser: ConformanceBrowser | undefined;

beforeAll(async () => {
  browser = await ConformanceBrowser.open();
}, 5 * minutes);
afterAll(() => browser?.close());

describe.each<[string, BackendName, (name: BackendName) => Promise<ConformanceRun>]>([
  ["tensorflow in Node", "tensorflow", runInNode],
  ["webgpu in Node", "webgpu", runInNode],
  ["wasm in Node", "wasm", runInNode],
  ["cpu in Node", "cpu", runInNode],
  ["webgpu in a browser", "webgpu", runInBrowser],
  ["wasm in a browser", "wasm", runInBrowser],
  ["cpu in a browser", "cpu", runInBrowser],
])("conformance of %s", (target, name, runOn) => {
  let run: ConformanceRun;
  beforeAll(async () => {
    run = await runOn(name);
    const outcome = "unavailable" in run ? `did not run: ${run.unavailable}` : `ran (${run.detail})`;
    process.stdout.write(`conformance: ${target} ${outcome}\n`);
  }, 10 * minutes);

  for (const { name: check } of conformanceChecks) {
    it(check, ({ skip }) => {
      if ("unavailable" in run) return skip(run.unavailable);
      expect(run.failures).toHaveProperty([check]);
      expect(run.failures[check]).toBeNull();
    });
  }
});

function runInBrowser(name: BackendName): Promise<ConformanceRun> {
  return browser?.run(name) ?? Promise.resolve({ unavailable: "Chromium is not installed" });
}
