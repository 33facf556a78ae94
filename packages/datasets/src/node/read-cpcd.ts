import { readFile } from "node:fs/promises";
import { parseCpcd } from "../dialogues/parse-cpcd.ts";
import type { Cpcd } from "../dialogues/parse-cpcd.ts";

/**
 * Reads a file of CPCD; see `parseCpcd`.
 *
 * @throws {MalformedRecordError} for a malformed line; Node's own error if the file cannot be read.
 */
export async function readCpcd(file: string): Promise<Cpcd> {
  return parseCpcd(await readFile(file, "utf8"), { file });
}
