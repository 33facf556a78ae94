import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";

/** Size and SHA-256 (hexadecimal) of a file, read as a stream: TensorFlow's library is near 2 GiB with CUDA. */
export async function hashFile(
  file: string,
  signal?: AbortSignal,
): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash("sha256");
  let bytes = 0;
  for await (const chunk of createReadStream(file, { signal, highWaterMark: 1 << 20 })) {
    hash.update(chunk as Buffer);
    bytes += (chunk as Buffer).length;
  }
  return { bytes, sha256: hash.digest("hex") };
}
