import { readFileSync } from "node:fs";

/** Largest resident memory of this process so far (VmHWM), in bytes. */
export const peakBytes = (): number => status("VmHWM");

/** Resident memory of this process (VmRSS), in bytes. */
export const residentBytes = (): number => status("VmRSS");

function status(field: string): number {
  const line = readFileSync("/proc/self/status", "utf8").match(new RegExp(`^${field}:\\s+(\\d+) kB$`, "m"));
  if (!line) throw new Error(`/proc/self/status has no ${field}: memory is measured on Linux alone.`);
  return Number(line[1]) * 1024;
}
