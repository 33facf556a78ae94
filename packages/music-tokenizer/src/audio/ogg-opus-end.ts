/** Where an Ogg Opus stream ends, which its decoder does not heed (RFC 7845, §4). */
export interface OggOpusEnd {
  /** Samples at 48 kHz, without what the encoder put before and after. */
  samples: number;
  /** Whether the last page is all there and marked as the last. */
  complete: boolean;
}

/** @param bytes a file that begins with an "OpusHead" page */
export function oggOpusEnd(bytes: Uint8Array): OggOpusEnd {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const head = 27 + bytes[26]!; // the first page's only packet
  const preSkip = view.getUint16(head + 10, true);
  let page = bytes.length - 27;
  while (page > 0 && view.getUint32(page) !== 0x4f676753) page -= 1; // "OggS"
  const segments = bytes.subarray(page + 27, page + 27 + bytes[page + 26]!);
  const end = page + 27 + bytes[page + 26]! + segments.reduce((sum, length) => sum + length, 0);
  const isLast = (bytes[page + 5]! & 4) !== 0;
  const samples = Number(view.getBigInt64(page + 6, true)) - preSkip;
  return { samples: Math.max(samples, 0), complete: isLast && end <= bytes.length };
}
