/** Bytes that tell most texts apart: many at the end, where URIs differ, and some at the start. */
const AT_END = 12;
const AT_START = 4;

/** A hash in 32 bits of some of the bytes between two places, for hash tables that compare the bytes themselves. */
export function hashBytes(bytes: Uint8Array, start: number, end: number): number {
  let hash = end - start;
  for (let at = Math.max(start, end - AT_END); at < end; at++) hash = mixed(hash, bytes[at] as number);
  const headEnd = Math.min(end, start + AT_START);
  for (let at = start; at < headEnd; at++) hash = mixed(hash, bytes[at] as number);
  return hash ^ (hash >>> 15);
}

/** FNV-1a's step. */
function mixed(hash: number, byte: number): number {
  return Math.imul(hash ^ byte, 0x01000193);
}
