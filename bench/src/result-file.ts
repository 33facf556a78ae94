import { mkdir, writeFile } from "node:fs/promises";
import { cpus, totalmem } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ratioOf, type BenchmarkOutcome } from "./benchmark.ts";

/**
 * Writes bench/results/NAME.json. The ratio at the top is the lowest case's.
 *
 * @returns the path, relative to the repository
 */
export async function writeResult({
  name,
  command,
  outcome: { unit, better, cases, notes, figures },
}: {
  name: string;
  command: string;
  outcome: BenchmarkOutcome;
}): Promise<string> {
  const rated = cases.map((row) => ({ ...row, ratio: ratioOf(row, better) }));
  const result = {
    name,
    unit,
    better,
    cases: rated,
    ratio: Math.min(...rated.map(({ ratio }) => ratio)),
    notes,
    figures,
    machine: `${cpus()[0]?.model.trim()}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`,
    date: new Date().toISOString(),
    command,
  };
  const folder = fileURLToPath(new URL("../results/", import.meta.url));
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, `${name}.json`), `${JSON.stringify(result, null, 2)}\n`);
  return `bench/results/${name}.json`;
}
