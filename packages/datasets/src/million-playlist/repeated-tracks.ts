import type { JsonScanner } from "./json-scanner.ts";

/** Numbers in a slot: hash of the URI, where the track's bytes start and end, its row + 1 (0 = free). */
const SLOT = 4;

/**
 * Knows tracks again by their bytes. All that follows a track's position is the same wherever the track occurs again,
 * and half of a slice's positions are repeats: comparing is several times as fast as reading.
 */
export class RepeatedTracks {
  private slots = new Int32Array(SLOT << 17);
  private used = 0;

  constructor(private readonly scanner: JsonScanner) {}

  /**
   * Passes a track that has been kept.
   *
   * @param start place after the value of `pos`, from which on its bytes count.
   * @param hash hash of its URI.
   * @returns the track's row; -1 if it is not known, and nothing has been passed.
   */
  pass(start: number, hash: number): number {
    const { scanner, slots } = this;
    const { at } = scanner;
    const mask = slots.length - 1;
    for (let slot = (hash << 2) & mask; slots[slot + 3] !== 0; slot = (slot + SLOT) & mask) {
      if (slots[slot] !== hash) continue;
      scanner.at = start;
      if (scanner.again(slots[slot + 1] as number, slots[slot + 2] as number))
        return (slots[slot + 3] as number) - 1;
    }
    scanner.at = at;
    return -1;
  }

  /** Keeps the bytes of a track from after its position to where the scanner stands. */
  keep(start: number, hash: number, track: number): void {
    if (2 * SLOT * this.used >= this.slots.length) this.grow();
    this.put(hash, start, this.scanner.at, track + 1);
    this.used++;
  }

  private put(hash: number, start: number, end: number, entry: number): void {
    const { slots } = this;
    const mask = slots.length - 1;
    let slot = (hash << 2) & mask;
    while (slots[slot + 3] !== 0) slot = (slot + SLOT) & mask;
    slots[slot] = hash;
    slots[slot + 1] = start;
    slots[slot + 2] = end;
    slots[slot + 3] = entry;
  }

  private grow(): void {
    const { slots } = this;
    this.slots = new Int32Array(2 * slots.length);
    for (let slot = 0; slot < slots.length; slot += SLOT) {
      const entry = slots[slot + 3] as number;
      if (entry === 0) continue;
      this.put(slots[slot] as number, slots[slot + 1] as number, slots[slot + 2] as number, entry);
    }
  }
}
