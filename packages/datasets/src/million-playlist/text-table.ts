import { hashBytes } from "./hash-bytes.ts";
import { IntegerColumn } from "./integer-column.ts";
import type { PackedTexts } from "./packed-texts.ts";
import type { JsonScanner } from "./json-scanner.ts";

/** Numbers in a slot: hash of the text, its row + 1 (0 = free). */
const SLOT = 2;

/**
 * Numbers distinct JSON strings of a document by their bytes, so that a text that occurs a thousand times is decoded
 * once. Two spellings of one text (an escape and the letter itself) count as two.
 */
export class TextTable {
  private slots = new Int32Array(SLOT << 17);
  private hashed = 0;
  /** The distinct texts' bytes one after another: close together, they are compared without going back for them. */
  private bytes = new Uint8Array(1 << 21);
  private view = new DataView(this.bytes.buffer);
  private used = 0;
  /** By row: where its bytes end. */
  private readonly ends = new IntegerColumn();
  private readonly escaped = new IntegerColumn();

  constructor(private readonly scanner: JsonScanner) {}

  /** Row of the string that the scanner has passed last. */
  row(): number {
    const { stringStart, stringEnd, stringEscaped } = this.scanner;
    return this.rowAt(stringStart, stringEnd, stringEscaped);
  }

  /** Row of the text between two places of the document, quotes left out. */
  rowAt(start: number, end: number, escaped: boolean): number {
    const { slots, scanner } = this;
    const mask = slots.length - 1;
    const hash = hashBytes(scanner.view, start, end);
    let slot = (hash << 1) & mask;
    for (let entry = slots[slot + 1] as number; entry !== 0; entry = slots[slot + 1] as number) {
      const row = entry - 1;
      if (slots[slot] === hash && this.equals(row, start, end)) return row;
      slot = (slot + SLOT) & mask;
    }
    const row = this.append(start, end, escaped);
    slots[slot] = hash;
    slots[slot + 1] = row + 1;
    if (2 * SLOT * ++this.hashed > slots.length) this.growSlots();
    return row;
  }

  /** A row of its own for a text that is likely to be new: saves looking it up. */
  append(start: number, end: number, escaped: boolean): number {
    if (this.used + end - start > this.bytes.length) this.growBytes(this.used + end - start);
    const { bytes } = this;
    const source = this.scanner.bytes;
    let at = this.used;
    for (let from = start; from < end; from++, at++) bytes[at] = source[from] as number;
    this.used = at;
    const row = this.ends.push(at);
    if (escaped) this.escaped.push(row);
    return row;
  }

  text(row: number): string {
    const bytes = this.bytes.subarray(this.startOf(row), this.ends.at(row));
    return JSON.parse(`"${new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes)}"`) as string;
  }

  /** A copy, in memory of its own. */
  pack(): PackedTexts {
    return {
      bytes: this.bytes.slice(0, this.used),
      ends: this.ends.toArray(),
      escaped: this.escaped.toArray(),
    };
  }

  private startOf(row: number): number {
    return row === 0 ? 0 : this.ends.at(row - 1);
  }

  private equals(row: number, start: number, end: number): boolean {
    const at = this.startOf(row);
    return this.ends.at(row) - at === end - start && this.scanner.equals(start, end, this.view, at);
  }

  private growBytes(least: number): void {
    const grown = new Uint8Array(Math.max(2 * this.bytes.length, least));
    grown.set(this.bytes);
    this.bytes = grown;
    this.view = new DataView(grown.buffer);
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
