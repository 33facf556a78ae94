// @ts-check
import { runExample } from "./run-example.mjs";

// The main job: a report from a fresh clone.
runExample("examples/train-full/src/main.ts", process.argv.slice(2));
