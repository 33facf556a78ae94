import type { BackendName } from "../backend/choose-backend.ts";
import { runChecks, type ConformanceRun } from "./run-checks.ts";

declare global {
  /** What the test calls in the page. */
  var runConformance: (name: BackendName) => Promise<ConformanceRun>;
}

globalThis.runConformance = (name) => runChecks(name, { wasmPath: "/wasm/" });
