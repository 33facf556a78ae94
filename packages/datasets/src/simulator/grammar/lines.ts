/** The lines of a block of text, without indentation and blank lines: how the grammar's phrase lists are written. */
export function lines(text: string): readonly string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}
