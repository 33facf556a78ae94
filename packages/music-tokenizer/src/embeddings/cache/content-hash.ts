import { createHash } from "node:crypto";

/** The first 160 bits of SHA-256, in hexadecimal: what a cache knows a content by. */
export function contentHash(content: string | Uint8Array | Float32Array): string {
  const bytes =
    typeof content === "string"
      ? content
      : new Uint8Array(content.buffer, content.byteOffset, content.byteLength);
  return createHash("sha256").update(bytes).digest("hex").slice(0, 40);
}
