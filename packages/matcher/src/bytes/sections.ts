import { crc32 } from "./crc32.ts";
import { createTextReader } from "./text-reader.ts";

/** Bytes that are not a whole, undamaged code index of this version. */
export class CodeIndexBytesError extends Error {
  override readonly name = "CodeIndexBytesError";
  constructor(
    readonly part: "mark" | "checksum" | "length",
    readonly expected: string,
    readonly got: string,
  ) {
    super(
      `Not a code index: ${part} should be ${expected}, but is ${got}. Write it again with codeIndexToBytes.`,
    );
  }
}

export type SectionArray = Uint8Array | Uint16Array | Uint32Array;

/** Format and version; a new version gets a new mark. */
const mark = "TPCODES2";
/**
 * mark (8 bytes), CRC-32 of the length and the header (4), length of the header (4), the header (JSON, padded with
 * spaces to whole words), CRC-32 of the sections (4), the sections, each padded with zeros to whole words.
 * Little-endian, as typed arrays are on every platform that runs JavaScript today.
 */
const preambleBytes = 16;
const word = 4;

/** @param allocate Makes the memory that the bytes are written to. */
export function writeSections<Memory extends ArrayBufferLike>(
  header: object,
  sections: Readonly<Record<string, SectionArray>>,
  allocate: (byteLength: number) => Memory,
): Uint8Array<Memory> {
  const lengths = Object.entries(sections).map(([name, { byteLength }]) => [name, byteLength] as const);
  const json = JSON.stringify({ ...header, sections: lengths });
  const encoded = new TextEncoder().encode(json);
  const headerBytes = new Uint8Array(padded(encoded.length)).fill(0x20);
  headerBytes.set(encoded);
  const bodyStart = preambleBytes + headerBytes.length + word;
  const bodyBytes = lengths.reduce((sum, [, length]) => sum + padded(length), 0);
  const bytes = new Uint8Array(allocate(bodyStart + bodyBytes));
  bytes.set(new TextEncoder().encode(mark));
  bytes.set(headerBytes, preambleBytes);
  let start = bodyStart;
  for (const array of Object.values(sections)) {
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), start);
    start += padded(array.byteLength);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  view.setUint32(12, headerBytes.length, true);
  view.setUint32(8, crc32(bytes.subarray(12, bodyStart - word)), true);
  view.setUint32(bodyStart - word, crc32(bytes.subarray(bodyStart)), true);
  return bytes;
}

/**
 * The header and the sections, views into the bytes.
 *
 * @throws CodeIndexBytesError when the bytes are something else, of another version, cut short or damaged.
 */
export function readSections<Header>(
  given: Uint8Array,
  { verify }: { verify: boolean },
): { header: Header; section: (name: string) => Uint8Array } {
  // Views of 32-bit numbers must start at whole words; a copy does.
  const bytes = given.byteOffset % word === 0 ? given : given.slice();
  const text = createTextReader();
  const found = text(bytes.subarray(0, mark.length));
  if (found !== mark) throw new CodeIndexBytesError("mark", mark, JSON.stringify(found));
  if (bytes.length < preambleBytes) throw lengthError(`at least ${preambleBytes}`, bytes);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const bodyStart = preambleBytes + view.getUint32(12, true) + word;
  if (bytes.length < bodyStart) throw lengthError(`at least ${bodyStart}`, bytes);
  check(view.getUint32(8, true), bytes.subarray(12, bodyStart - word));
  const header = JSON.parse(text(bytes.subarray(preambleBytes, bodyStart - word))) as Header & {
    sections: [string, number][];
  };
  const ranges = new Map<string, Uint8Array>();
  let start = bodyStart;
  for (const [name, length] of header.sections) {
    ranges.set(name, bytes.subarray(start, start + length));
    start += padded(length);
  }
  if (bytes.length !== start) throw lengthError(String(start), bytes);
  if (verify) check(view.getUint32(bodyStart - word, true), bytes.subarray(bodyStart));
  return { header, section: (name) => ranges.get(name) ?? new Uint8Array() };
}

function check(expected: number, bytes: Uint8Array): void {
  const got = crc32(bytes);
  if (expected !== got) throw new CodeIndexBytesError("checksum", hex(expected), hex(got));
}

function padded(length: number): number {
  return Math.ceil(length / word) * word;
}

function lengthError(expected: string, { length }: Uint8Array): CodeIndexBytesError {
  return new CodeIndexBytesError("length", `${expected} bytes`, `${length} bytes`);
}

function hex(checksum: number): string {
  return checksum.toString(16).padStart(8, "0");
}
