/** Rows every other of which lies between two, so that near ties are decided as well: row-major [2000, 24]. */
export function nearTies(): { rows: Float32Array; width: number } {
  const width = 24;
  const rows = Float32Array.from({ length: 2000 * width }, (_, at) => Math.sin(at * at * 0.37 + at));
  for (let at = width; at < rows.length; at += 2 * width)
    for (let column = 0; column < width; column++)
      rows[at + column] = (rows[at + column]! + rows[at - width + column]!) / 2;
  return { rows, width };
}
