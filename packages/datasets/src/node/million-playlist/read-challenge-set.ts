import { readFile } from "node:fs/promises";
import { parseChallengeSet } from "../../million-playlist/parse-challenge-set.ts";
import type { ChallengeSet } from "../../million-playlist/parse-challenge-set.ts";

/**
 * Reads the RecSys Challenge 2018's `challenge_set.json`; see `parseChallengeSet`.
 *
 * @throws {MalformedRecordError} for a malformed playlist; Node's own error if the file cannot be read.
 */
export async function readChallengeSet(file: string): Promise<ChallengeSet> {
  return parseChallengeSet(await readFile(file, "utf8"), { file });
}
