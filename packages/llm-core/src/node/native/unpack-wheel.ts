import { createHash } from "node:crypto";
import { createWriteStream, existsSync, mkdirSync, renameSync } from "node:fs";
import path from "node:path";
import { buffer } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { openPromise, type Entry, type ZipFile } from "yauzl";
import { hashFile } from "./hash-file.ts";
import { NativeSetupError } from "./native-setup-error.ts";

/**
 * Takes `files` out of a wheel into `folder`, keeping their paths; each is checked against the wheel's own RECORD of
 * SHA-256 hashes and moved into place whole. Files that are in place and right are left alone.
 *
 * (yauzl rather than Python's zipfile: `--wheel FILE` then needs no Python, and it streams through zlib.)
 *
 * @throws NativeSetupError with `obstacle` "checksum" naming the file
 */
export async function unpackWheel(options: {
  wheel: string;
  files: readonly string[];
  folder: string;
  /** Where files live until they are whole. */
  partial: string;
  signal?: AbortSignal | undefined;
}): Promise<void> {
  const { wheel, files, folder, partial, signal } = options;
  const zip = await openPromise(wheel, { lazyEntries: true, autoClose: false });
  try {
    const { entries, record } = await readContents(zip, new Set(files), wheel);
    for (const file of files) {
      const expected = record.get(file);
      const entry = entries.get(file);
      if (entry === undefined || expected === undefined)
        throw new NativeSetupError("checksum", `${wheel} holds no ${file}.`);
      const place = path.join(folder, file);
      if (existsSync(place) && base64(await hashFile(place, signal)) === expected) continue;

      const unfinished = path.join(partial, path.basename(file));
      const hash = createHash("sha256");
      await pipeline(
        await zip.openReadStreamPromise(entry),
        async function* (chunks: AsyncIterable<Buffer>) {
          for await (const chunk of chunks) {
            hash.update(chunk);
            yield chunk;
          }
        },
        createWriteStream(unfinished, { mode: 0o755 }),
        { signal },
      );
      if (hash.digest("base64url") !== expected)
        throw new NativeSetupError(
          "checksum",
          `${file} in ${wheel} is damaged; delete the wheel and fetch it again.`,
        );
      mkdirSync(path.dirname(place), { recursive: true });
      renameSync(unfinished, place);
    }
  } finally {
    zip.close();
  }
}

/** The zip's entries of the wanted files, and the hash (base64url, as wheels write it) that RECORD gives each file. */
async function readContents(zip: ZipFile, wanted: ReadonlySet<string>, wheel: string) {
  const entries = new Map<string, Entry>();
  let record: Map<string, string> | undefined;
  for await (const entry of zip.eachEntry()) {
    if (wanted.has(entry.fileName)) entries.set(entry.fileName, entry);
    if (/^[^/]+\.dist-info\/RECORD$/.test(entry.fileName)) {
      record = parseRecord((await buffer(await zip.openReadStreamPromise(entry))).toString("utf8"));
    }
  }
  if (record === undefined)
    throw new NativeSetupError("checksum", `${wheel} has no RECORD: it is not a Python wheel.`);
  return { entries, record };
}

/** Lines "path,sha256=hash,size"; paths with commas are quoted, and none of ours has one. */
function parseRecord(text: string): Map<string, string> {
  const hashes = new Map<string, string>();
  for (const line of text.split("\n")) {
    const [file, hash] = line.split(",");
    if (file && hash?.startsWith("sha256=")) hashes.set(file, hash.slice("sha256=".length));
  }
  return hashes;
}

function base64({ sha256 }: { sha256: string }): string {
  return Buffer.from(sha256, "hex").toString("base64url");
}
