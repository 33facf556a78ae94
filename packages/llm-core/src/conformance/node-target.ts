import type { BackendName } from "../backend/choose-backend.ts";
import { runChecks } from "./run-checks.ts";

// The whole program of a process that tries one backend in Node: its name comes in, one line of JSON goes out.
const run = await runChecks(process.argv[2] as BackendName);
process.stdout.write(`\nconformance ${JSON.stringify(run)}\n`, () => process.exit(0));
