const ONES =
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(
    " ",
  );
const TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

/** A whole number below 100 in words; larger ones in digits. */
export function countInWords(count: number): string {
  if (count < 20) return ONES[count] ?? String(count);
  if (count >= 100) return String(count);
  const tens = TENS[Math.floor(count / 10)] ?? "";
  return count % 10 === 0 ? tens : `${tens}-${ONES[count % 10]}`;
}

/** "three minutes", "a minute", "three and a half minutes"; halves is a number of half minutes. */
export function halfMinutesInWords(halves: number): string {
  const whole = Math.floor(halves / 2);
  if (halves === 1) return "half a minute";
  if (halves === 3) return "a minute and a half";
  if (halves % 2 === 1) return `${countInWords(whole)} and a half minutes`;
  return whole === 1 ? "a minute" : `${countInWords(whole)} minutes`;
}
