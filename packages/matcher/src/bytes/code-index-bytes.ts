import { createCodeIndex, type CodeIndex, type CodeIndexOptions } from "../code-index/create-code-index.ts";
import { crc32 } from "./crc32.ts";

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

/** Format and version; a new version gets a new mark. */
const mark = "TPCODES1";
/** mark (8 bytes), CRC-32 of all that follows the preamble (4), length of the header (4); little-endian. */
const preambleBytes = 16;

interface Header {
  modalities: string[];
  weights: number[];
  tracks: number;
  ids?: string[];
}

/**
 * The index as bytes: a preamble, a JSON header (modalities, weights, ids) padded with spaces to an even length, and
 * the codes as they lie in memory (row-major, little-endian 16-bit), so that reading them copies nothing.
 */
export function codeIndexToBytes({
  codes,
  modalities,
  weights,
  ids,
  size,
}: CodeIndex): Uint8Array<ArrayBuffer> {
  const header = { modalities, weights, tracks: size, ids };
  let headerBytes = new TextEncoder().encode(JSON.stringify(header));
  if (headerBytes.length % 2 === 1) headerBytes = new TextEncoder().encode(`${JSON.stringify(header)} `);
  const bytes = new Uint8Array(preambleBytes + headerBytes.length + codes.byteLength);
  bytes.set(new TextEncoder().encode(mark));
  bytes.set(headerBytes, preambleBytes);
  bytes.set(
    new Uint8Array(codes.buffer, codes.byteOffset, codes.byteLength),
    preambleBytes + headerBytes.length,
  );
  const view = new DataView(bytes.buffer);
  view.setUint32(12, headerBytes.length, true);
  view.setUint32(8, crc32(bytes.subarray(12)), true);
  return bytes;
}

/**
 * The index that {@link codeIndexToBytes} wrote. Its codes are a view into the bytes where alignment allows, so the
 * bytes must not change while it is in use.
 *
 * @throws CodeIndexBytesError when the bytes are something else, of another version, cut short or damaged.
 */
export function codeIndexFromBytes(bytes: Uint8Array): CodeIndex {
  const found = new TextDecoder().decode(bytes.subarray(0, mark.length));
  if (found !== mark) throw new CodeIndexBytesError("mark", mark, JSON.stringify(found));
  if (bytes.length < preambleBytes)
    throw new CodeIndexBytesError("length", `at least ${preambleBytes} bytes`, `${bytes.length} bytes`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [expected, got] = [view.getUint32(8, true), crc32(bytes.subarray(12))];
  if (expected !== got) throw new CodeIndexBytesError("checksum", hex(expected), hex(got));

  const codesStart = preambleBytes + view.getUint32(12, true);
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(preambleBytes, codesStart))) as Header;
  const codesLength = header.tracks * header.modalities.length;
  if (bytes.length !== codesStart + 2 * codesLength)
    throw new CodeIndexBytesError("length", `${codesStart + 2 * codesLength} bytes`, `${bytes.length} bytes`);
  const aligned =
    (bytes.byteOffset + codesStart) % 2 === 0 ? bytes.subarray(codesStart) : bytes.slice(codesStart);
  const options: CodeIndexOptions = {
    codes: new Uint16Array(aligned.buffer as ArrayBuffer, aligned.byteOffset, codesLength),
    modalities: header.modalities,
    weights: header.weights,
    ids: header.ids,
  };
  return createCodeIndex(options);
}

function hex(checksum: number): string {
  return checksum.toString(16).padStart(8, "0");
}
