/**
 * Rows by falling score, equal scores by rising row. Scores in single precision are sorted in time proportional to
 * their number (radix sort on their bits); others by comparison.
 *
 * @param scores without `NaN`. [rows]
 */
export function sortRowsByScore(scores: ArrayLike<number>): Uint32Array {
  return scores instanceof Float32Array ? radixSort(scores) : comparisonSort(scores);
}

const DIGIT_BITS = 11;
const DIGITS = 2 ** DIGIT_BITS;

function radixSort(scores: Float32Array): Uint32Array {
  const keys = risingKeys(scores);
  let rows = Uint32Array.from(scores, (_, row) => row);
  let sorted = new Uint32Array(scores.length);
  for (let shift = 0; shift < 32; shift += DIGIT_BITS) {
    const starts = new Uint32Array(DIGITS + 1);
    for (let row = 0; row < keys.length; row++) starts[((keys[row]! >>> shift) & (DIGITS - 1)) + 1]!++;
    for (let digit = 0; digit < DIGITS; digit++) starts[digit + 1]! += starts[digit]!;
    for (let place = 0; place < rows.length; place++) {
      const row = rows[place]!;
      sorted[starts[(keys[row]! >>> shift) & (DIGITS - 1)]!++] = row;
    }
    [rows, sorted] = [sorted, rows];
  }
  return rows;
}

/** Whole numbers that rise as the scores fall: the scores' bits, turned so that they compare like the numbers. */
function risingKeys(scores: Float32Array): Uint32Array {
  const bits = new Uint32Array(scores.slice().buffer);
  for (let row = 0; row < bits.length; row++) {
    const value = bits[row]!;
    bits[row] = value & 0x80000000 ? value : ~value & 0x7fffffff;
    if (scores[row] === 0) bits[row] = 0x7fffffff; // −0 is 0
  }
  return bits;
}

function comparisonSort(scores: ArrayLike<number>): Uint32Array {
  const rows = Uint32Array.from(scores, (_, row) => row);
  return rows.toSorted((a, b) => scores[b]! - scores[a]! || a - b);
}
