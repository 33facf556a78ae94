import { createReadStream } from "node:fs";
import { pipeline } from "node:stream";
import { createGunzip } from "node:zlib";
import { checkSubmission } from "../../million-playlist/check-submission.ts";
import type { ChallengePlaylist } from "../../million-playlist/parse-challenge-set.ts";
import type { SubmissionFault } from "../../million-playlist/submission-fault.ts";

/**
 * Checks a submission file, gzipped if its name ends in `.gz`; see `checkSubmission`.
 *
 * @throws Node's own error if the file cannot be read.
 */
export async function checkSubmissionFile(
  file: string,
  options: { playlists: Iterable<ChallengePlaylist> },
): Promise<SubmissionFault[]> {
  const stream = createReadStream(file);
  // An error on the way destroys the last stream, and its reader gets it.
  const input = file.endsWith(".gz") ? pipeline(stream, createGunzip(), () => {}) : stream;
  return checkSubmission({ lines: textLines(input), playlists: options.playlists });
}

async function* textLines(input: NodeJS.ReadableStream): AsyncGenerator<string> {
  input.setEncoding("utf8");
  let rest = "";
  for await (const chunk of input as AsyncIterable<string>) {
    const lines = (rest + chunk).split(/\r?\n/);
    rest = lines.pop() as string;
    yield* lines;
  }
  if (rest !== "") yield rest;
}
