/** The bytes are not of the form that the scanner is made for; a general parser has to look at them. */
export class UnexpectedForm extends Error {
  override readonly name = "UnexpectedForm";
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const SPACE = 0x20;
const MINUS = 0x2d;
const ZERO = 0x30;
/** What may follow a backslash, but for `u`. */
const ESCAPED = [...'"\\/bfnrt'].map((letter) => letter.charCodeAt(0));
/** Fifteen digits are exact in a double. */
const MAXIMUM_DIGITS = 15;

/** Moves through the bytes of a JSON document, a token at a time. */
export class JsonScanner {
  at = 0;
  /** Of the string that was passed last: its bytes without the quotes, and whether it has escapes. */
  stringStart = 0;
  stringEnd = 0;
  stringEscaped = false;

  readonly view: DataView;

  constructor(readonly bytes: Uint8Array) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  }

  /** Passes one character, and space before it. @throws {UnexpectedForm} if it is not there. */
  expect(character: number): void {
    if (!this.accept(character)) throw new UnexpectedForm();
  }

  /** Passes space, and the character if it is there. */
  accept(character: number): boolean {
    this.space();
    const found = this.bytes[this.at] === character;
    if (found) this.at++;
    return found;
  }

  /** Passes space: blanks, tabs, line feeds, carriage returns. */
  space(): void {
    const { bytes } = this;
    let { at } = this;
    for (let byte = bytes[at]; byte === SPACE || byte === 10 || byte === 13 || byte === 9; )
      byte = bytes[++at];
    this.at = at;
  }

  /** Passes a string, and space before it. */
  string(): void {
    this.expect(QUOTE);
    this.restOfString();
  }

  /** Passes a string whose opening quote has been passed. */
  restOfString(): void {
    const { bytes } = this;
    let { at } = this;
    let escaped = false;
    this.stringStart = at;
    for (let byte = bytes[at] as number; byte !== QUOTE; byte = bytes[++at] as number) {
      if (byte === BACKSLASH) {
        escaped = true;
        at += escapeLength(bytes, at) - 1;
      } else if (!(byte >= SPACE)) {
        throw new UnexpectedForm();
      }
    }
    this.stringEnd = at;
    this.stringEscaped = escaped;
    this.at = at + 1;
  }

  /** Passes an integer. */
  integer(): number {
    const negative = this.accept(MINUS);
    const { bytes } = this;
    const start = this.at;
    let at = start;
    let value = 0;
    for (let digit = digitAt(bytes, at); digit >= 0; digit = digitAt(bytes, ++at)) value = 10 * value + digit;
    const digits = at - start;
    const next = bytes[at] as number;
    const leadingZero = digits > 1 && bytes[start] === ZERO;
    const fraction = next === 0x2e || next === 0x65 || next === 0x45;
    if (digits === 0 || digits > MAXIMUM_DIGITS || leadingZero || fraction || (negative && value === 0)) {
      throw new UnexpectedForm();
    }
    this.at = at;
    return negative ? -value : value;
  }

  /** Passes one of the keys and its colon; `guess`, the place of the likely one, is tried first. */
  key(keys: readonly Uint8Array[], guess: number): number {
    this.expect(QUOTE);
    const found = this.matches(keys[guess]) ? guess : keys.findIndex((key) => this.matches(key));
    if (found < 0) throw new UnexpectedForm();
    this.at += (keys[found] as Uint8Array).length;
    this.expect(0x3a);
    return found;
  }

  /** Passes the same bytes as between two earlier places; whether they are there. */
  again(start: number, end: number): boolean {
    const { at } = this;
    const same = at + end - start <= this.bytes.length && this.equals(start, end, this.view, at);
    if (same) this.at = at + end - start;
    return same;
  }

  /**
   * Whether the bytes between two places, which have been read as JSON, stand elsewhere. Eight bytes a step, as
   * doubles: those of JSON are never all zero, so that equal doubles are equal bytes.
   */
  equals(start: number, end: number, other: DataView, otherStart: number): boolean {
    const { view } = this;
    const ahead = otherStart - start;
    let from = start;
    for (const last = end - 8; from <= last; from += 8) {
      if (view.getFloat64(from, true) !== other.getFloat64(from + ahead, true)) return false;
    }
    for (; from < end; from++) {
      if (view.getUint8(from) !== other.getUint8(from + ahead)) return false;
    }
    return true;
  }

  private matches(key: Uint8Array | undefined): boolean {
    if (key === undefined) return false;
    const { bytes, at } = this;
    for (let offset = 0; offset < key.length; offset++) {
      if (bytes[at + offset] !== key[offset]) return false;
    }
    return true;
  }
}

/** Bytes of the escape at a place: two, or six for `\u` and four digits. @throws {UnexpectedForm} for any other. */
function escapeLength(bytes: Uint8Array, at: number): number {
  const letter = bytes[at + 1];
  if (letter !== 0x75) {
    if (letter === undefined || !ESCAPED.includes(letter)) throw new UnexpectedForm();
    return 2;
  }
  for (let digit = at + 2; digit < at + 6; digit++) {
    if (!isHexadecimal(bytes[digit] as number)) throw new UnexpectedForm();
  }
  return 6;
}

function isHexadecimal(byte: number): boolean {
  const letter = byte | 0x20;
  return (byte >= ZERO && byte <= 0x39) || (letter >= 0x61 && letter <= 0x66);
}

/** The bytes of names as they stand in a document after their opening quote. */
export function encodeKeys(names: readonly string[]): Uint8Array[] {
  const encoder = new TextEncoder();
  return names.map((name) => encoder.encode(`${name}"`));
}

function digitAt(bytes: Uint8Array, at: number): number {
  const digit = (bytes[at] as number) - ZERO;
  return digit >= 0 && digit <= 9 ? digit : -1;
}
