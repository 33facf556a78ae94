import { hashBytes } from "./hash-bytes.ts";

/** Numbers in a slot: hash of the text, its row + 1 (0 = free). */
const SLOT = 2;

/**
 * Numbers distinct JSON strings by their bytes, so that a text that occurs a thousand times is decoded once. Two
 * spellings of one text (an escape and the letter itself) count as two.
 */
export class TextTable {
  private slots = new Int32Array(SLOT << 16);
  private hashed = 0;
  /** The distinct texts' bytes one after another. */
  private bytes = new Uint8Array(1 << 20);
  private used = 0;
  private readonly ends: number[] = [0];
  /** Length of all texts up to a row in UTF-16 units. */
  private readonly unitEnds: number[] = [0];
  private readonly escaped: number[] = [];

  /** Row of the text between two places of a JSON document, quotes left out. */
  row(source: Uint8Array, start: number, end: number, escaped: boolean): number {
    const { slots } = this;
    const mask = slots.length - 1;
    const hash = hashBytes(source, start, end);
    let slot = (hash << 1) & mask;
    for (let entry = slots[slot + 1] as number; entry !== 0; entry = slots[slot + 1] as number) {
      if (slots[slot] === hash && this.equals(entry - 1, source, start, end)) return entry - 1;
      slot = (slot + SLOT) & mask;
    }
    const row = this.append(source, start, end, escaped);
    slots[slot] = hash;
    slots[slot + 1] = row + 1;
    if (2 * SLOT * ++this.hashed > slots.length) this.growSlots();
    return row;
  }

  /** A row of its own for a text that is likely to be new: saves looking it up. */
  append(source: Uint8Array, start: number, end: number, escaped: boolean): number {
    if (this.used + end - start > this.bytes.length) this.growBytes(this.used + end - start);
    const { bytes } = this;
    let units = this.unitEnds[this.unitEnds.length - 1] as number;
    let at = this.used;
    // Else the bytes could complete a character that the text before has left unfinished.
    if (start < end && isContinuation(source[start] as number)) throw new TypeError("A text is not UTF-8.");
    for (let from = start; from < end; from++, at++) {
      const byte = source[from] as number;
      bytes[at] = byte;
      // Characters of four bytes are two UTF-16 units.
      if (!isContinuation(byte)) units += byte >= 0xf0 ? 2 : 1;
    }
    this.used = at;
    this.unitEnds.push(units);
    const row = this.ends.push(at) - 2;
    if (escaped) this.escaped.push(row);
    return row;
  }

  /** @throws {TypeError} if the bytes are not UTF-8; SyntaxError for an escape that JSON does not have. */
  texts(): string[] {
    const all = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(
      this.bytes.subarray(0, this.used),
    );
    const texts = this.unitEnds.slice(1).map((end, row) => all.slice(this.unitEnds[row], end));
    for (const row of this.escaped) texts[row] = JSON.parse(`"${texts[row]}"`) as string;
    return texts;
  }

  private equals(row: number, source: Uint8Array, start: number, end: number): boolean {
    let at = this.ends[row] as number;
    if ((this.ends[row + 1] as number) - at !== end - start) return false;
    const { bytes } = this;
    for (let from = start; from < end; from++, at++) if (bytes[at] !== source[from]) return false;
    return true;
  }

  private growBytes(least: number): void {
    const grown = new Uint8Array(Math.max(2 * this.bytes.length, least));
    grown.set(this.bytes);
    this.bytes = grown;
  }

  private growSlots(): void {
    const { slots } = this;
    const grown = new Int32Array(2 * slots.length);
    for (let from = 0; from < slots.length; from += SLOT) {
      if (slots[from + 1] === 0) continue;
      let slot = ((slots[from] as number) << 1) & (grown.length - 1);
      while (grown[slot + 1] !== 0) slot = (slot + SLOT) & (grown.length - 1);
      grown[slot] = slots[from] as number;
      grown[slot + 1] = slots[from + 1] as number;
    }
    this.slots = grown;
  }
}

/** Whether a byte of UTF-8 continues a character: 10xxxxxx. */
function isContinuation(byte: number): boolean {
  return (byte & 0xc0) === 0x80;
}
