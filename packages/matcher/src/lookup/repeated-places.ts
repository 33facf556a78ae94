import type { Range } from "../sorted-codes/sorted-codes.ts";

/** Positions of a list of places, ascending there. */
export interface AscendingPlaces extends Range {
  places: Uint32Array;
  /** Of the list. */
  bit: number;
}

/** Places looked at in one round: their marks stay in the processor's first cache. */
const windowLength = 8192;

/** Finds the places that stand in more than one of some ascending lists. Holds scratch memory. */
export class RepeatedPlaces {
  /** For each place of a window: above 16 bits, the last round that saw it; below, the bits of the lists that hold it. */
  readonly #marks = new Int32Array(windowLength);
  #round = 0;
  readonly #found: number[] = [];

  /** @param found Takes a place, and the bits of the lists that hold it. */
  find(lists: AscendingPlaces[], found: (place: number, bits: number) => void): void {
    const marks = this.#marks;
    for (;;) {
      let window = Infinity;
      for (const { places, start, end } of lists)
        if (start < end && places[start]! < window) window = places[start]!;
      if (window === Infinity) return;
      if (++this.#round > 32_767) {
        marks.fill(0);
        this.#round = 1;
      }
      const round = this.#round << 16;
      for (const list of lists) {
        const { places, end, bit } = list;
        let i = list.start;
        for (; i < end; i++) {
          const place = places[i]! - window;
          if (place >= windowLength) break;
          const mark = marks[place]!;
          if (mark < round) marks[place] = round | bit;
          else {
            if (((mark - round) & (mark - round - 1)) === 0) this.#found.push(place);
            marks[place] = mark | bit;
          }
        }
        list.start = i;
      }
      for (const place of this.#found) found(place + window, marks[place]! - round);
      this.#found.length = 0;
    }
  }
}
