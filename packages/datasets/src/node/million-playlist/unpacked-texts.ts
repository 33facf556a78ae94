import { isAscii } from "node:buffer";
import type { PackedTexts, Texts } from "../../million-playlist/packed-texts.ts";

/** Decodes packed texts when they are asked for, each once. */
export class UnpackedTexts implements Texts {
  private readonly texts: (string | undefined)[];
  private readonly bytes: Buffer;
  private readonly ends: Int32Array;
  private readonly escaped: ReadonlySet<number>;
  private readonly encoding: "latin1" | "utf8";

  constructor({ bytes, ends, escaped }: PackedTexts) {
    this.bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    this.ends = ends;
    this.escaped = new Set(escaped);
    this.encoding = isAscii(bytes) ? "latin1" : "utf8";
    this.texts = Array.from({ length: ends.length });
  }

  at(row: number): string {
    return (this.texts[row] ??= this.decoded(row));
  }

  private decoded(row: number): string {
    const start = row === 0 ? 0 : (this.ends[row - 1] as number);
    const text = this.bytes.toString(this.encoding, start, this.ends[row] as number);
    return this.escaped.has(row) ? (JSON.parse(`"${text}"`) as string) : text;
  }
}
