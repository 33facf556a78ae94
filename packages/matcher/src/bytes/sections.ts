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
 * mark (8 bytes), then words: length of the header, CRC-32 of the header, CRC-32 of the sections, 0. The header is
 * JSON, padded with spaces to whole words; each section is padded with zeros. Little-endian, as typed arrays are on
 * every platform that runs JavaScript today.
 */
const preambleBytes = 24;
const word = 4;

/** @param allocate Makes the memory that the bytes are written to. */
export function writeSections<Memory extends ArrayBufferLike>(
  header: object,
  sections: Readonly<Record<string, SectionArray>>,
  allocate: (byteLength: number) => Memory,
): Uint8Array<Memory> {
  const encoder = new TextEncoder();
  const arrays = Object.entries(sections);
  const lengths = arrays.map(([name, { byteLength }]) => [name, byteLength] as const);
  const json = encoder.encode(JSON.stringify({ ...header, sections: lengths }));
  const bodyStart = preambleBytes + padded(json.length);
  const total = lengths.reduce((sum, [, length]) => sum + padded(length), bodyStart);
  const bytes = new Uint8Array(allocate(total));
  bytes.fill(0x20, preambleBytes, bodyStart).set(json, preambleBytes);
  bytes.set(encoder.encode(mark));
  let start = bodyStart;
  for (const [, { buffer, byteOffset, byteLength }] of arrays) {
    bytes.set(new Uint8Array(buffer, byteOffset, byteLength), start);
    start += padded(byteLength);
  }
  const header32 = new Uint32Array(bytes.buffer, mark.length, 3);
  header32[0] = bodyStart - preambleBytes;
  header32[1] = crc32(bytes.subarray(preambleBytes, bodyStart));
  header32[2] = crc32(bytes.subarray(bodyStart));
  return bytes;
}

/**
 * The header and the sections, views into the bytes.
 *
 * @throws CodeIndexBytesError when the bytes are something else, of another version, cut short or damaged.
 */
export function readSections<Header>(
  given: Uint8Array,
  verify: boolean,
): { header: Header; section: (name: string) => Uint8Array } {
  // Views of 32-bit numbers must start at whole words; a copy does.
  const bytes = given.byteOffset % word === 0 ? given : given.slice();
  const text = createTextReader();
  expect("mark", mark, text(bytes.subarray(0, mark.length)));
  expect("length", `at least ${preambleBytes}`, bytes.length, bytes.length >= preambleBytes);
  const [headerLength, headerCrc, bodyCrc, zero] = new Uint32Array(
    bytes.buffer,
    bytes.byteOffset + mark.length,
    4,
  );
  const headerBytes = bytes.subarray(preambleBytes, preambleBytes + headerLength!);
  expect("checksum", headerCrc! + zero!, crc32(headerBytes));
  const header = JSON.parse(text(headerBytes)) as Header & { sections: [string, number][] };
  const ranges = new Map<string, Uint8Array>();
  let start = preambleBytes + headerLength!;
  const body = bytes.subarray(start);
  for (const [name, length] of header.sections) {
    ranges.set(name, bytes.subarray(start, start + length));
    start += padded(length);
  }
  expect("length", start, bytes.length);
  if (verify) expect("checksum", bodyCrc!, crc32(body));
  return { header, section: (name) => ranges.get(name) ?? new Uint8Array() };
}

function expect(
  part: CodeIndexBytesError["part"],
  expected: string | number,
  got: string | number,
  holds = expected === got,
): void {
  if (!holds) throw new CodeIndexBytesError(part, String(expected), String(got));
}

function padded(length: number): number {
  return Math.ceil(length / word) * word;
}
