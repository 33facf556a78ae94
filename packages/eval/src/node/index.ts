export { readRun, writeRun } from "./run-files.ts";
export { readTruth, writeTruth } from "./truth-files.ts";
