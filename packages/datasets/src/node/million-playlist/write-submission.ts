import { createWriteStream } from "node:fs";
import { rename } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { formatSubmission } from "../../million-playlist/format-submission.ts";

/**
 * Writes a submission to a file that is either complete or not there, gzipped if its name ends in `.gz` as the
 * challenge's server wants it; see `formatSubmission`.
 */
export async function writeSubmission(
  file: string,
  options: Parameters<typeof formatSubmission>[0] & { signal?: AbortSignal },
): Promise<void> {
  const { signal } = options;
  const unfinished = `${file}.unfinished`;
  const lines = Readable.from(withLineEnds(formatSubmission(options)));
  const target = createWriteStream(unfinished);
  if (file.endsWith(".gz")) await pipeline(lines, createGzip(), target, { signal });
  else await pipeline(lines, target, { signal });
  await rename(unfinished, file);
}

function* withLineEnds(lines: Iterable<string>): Generator<string> {
  for (const line of lines) yield `${line}\n`;
}
