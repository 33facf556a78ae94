/**
 * Undoes one wrong decoding: text in UTF-8 that was read as Windows-1252 ("AgustÃ­n" becomes "Agustín"). Text that was
 * not decoded wrongly, as far as its bytes tell, is left as it is.
 */
export function repairEncoding(text: string): string {
  if (!/[ÂÃÄÅÐÑâ]/.test(text)) return text;
  const bytes = Array.from(text, (character) => BYTE_OF.get(character));
  if (!bytes.every((byte) => byte !== undefined)) return text;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Uint8Array.from(bytes));
  } catch {
    return text;
  }
}

/** What Windows-1252 has in place of the control characters 0x80 to 0x9F. */
const WINDOWS_1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

const BYTE_OF: ReadonlyMap<string, number> = new Map([
  ...Array.from({ length: 256 }, (_, byte) => [String.fromCharCode(byte), byte] as const),
  ...Array.from(WINDOWS_1252, (character, index) => [character, 0x80 + index] as const),
]);
