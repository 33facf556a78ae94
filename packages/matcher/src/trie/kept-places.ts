/** Which places pass a filter, with counts over any stretch of places in constant time. 2 bits a place. */
export interface KeptPlaces {
  /** How many of the places start … end - 1 pass. */
  count(start: number, end: number): number;
}

/** @param rows The row at each place. */
export function keptPlaces(rows: Uint32Array, keeps: (row: number) => boolean): KeptPlaces {
  const words = new Uint32Array((rows.length >> 5) + 1);
  // Passing places before each word.
  const before = new Uint32Array(words.length);
  let total = 0;
  for (let word = 0; word < words.length; word++) {
    before[word] = total;
    const end = Math.min(rows.length, (word + 1) << 5);
    for (let place = word << 5; place < end; place++)
      if (keeps(rows[place]!)) {
        words[word]! |= 1 << (place & 31);
        total++;
      }
  }
  const rank = (place: number) =>
    before[place >> 5]! + bitCount(words[place >> 5]! & ((1 << (place & 31)) - 1));
  return { count: (start, end) => rank(end) - rank(start) };
}

/** Set bits of a 32-bit word. */
function bitCount(word: number): number {
  let count = 0;
  for (; word !== 0; word &= word - 1) count++;
  return count;
}
