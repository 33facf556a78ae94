/** Bytes that tell most texts apart: many at the end, where URIs differ, and some at the start. */
const AT_END = 12;

/** A hash in 32 bits of some of the bytes between two places, for hash tables that compare the bytes themselves. */
export function hashBytes(bytes: DataView, start: number, end: number): number {
  let hash = end - start;
  if (hash < AT_END) {
    for (let at = start; at < end; at++) hash = mixed(hash, bytes.getUint8(at));
  } else {
    hash = mixed(hash, bytes.getInt32(start, true));
    for (let at = end - AT_END; at < end; at += 4) hash = mixed(hash, bytes.getInt32(at, true));
  }
  return hash ^ (hash >>> 15);
}

/** A step of MurmurHash3's finaliser. */
function mixed(hash: number, bits: number): number {
  const product = Math.imul(hash ^ bits, 0x85ebca6b);
  return product ^ (product >>> 13);
}
