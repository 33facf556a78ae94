/**
 * The matching of every row to a column of its own with the least total cost (the Hungarian method by shortest
 * augmenting paths: Kuhn 1955, Jonker & Volgenant 1987).
 *
 * @param costs row-major [rows, columns], rows at most columns, all finite.
 * @returns the column of every row, [rows].
 */
export function minimumCostMatching(costs: Float64Array, rows: number, columns: number): Uint32Array {
  const rowPrices = new Float64Array(rows);
  const columnPrices = new Float64Array(columns);
  const rowOf = new Int32Array(columns).fill(-1);
  for (let start = 0; start < rows; start++) augment(start);
  const columnOf = new Uint32Array(rows);
  rowOf.forEach((row, column) => {
    if (row >= 0) columnOf[row] = column;
  });
  return columnOf;

  /** Matches one more row: along the shortest path of reduced costs from it to a free column, all matches shift. */
  function augment(start: number): void {
    const distances = new Float64Array(columns).fill(Infinity);
    const previous = new Int32Array(columns).fill(-1); // column before this one on the path, -1: `start`
    const settled = new Uint8Array(columns);
    const order: number[] = [];
    let row = start;
    let last = -1;
    let distance = 0;
    for (;;) {
      let nearest = -1;
      for (let column = 0; column < columns; column++) {
        if (settled[column]) continue;
        const reduced = distance + costs[row * columns + column]! - rowPrices[row]! - columnPrices[column]!;
        if (reduced < distances[column]!) {
          distances[column] = reduced;
          previous[column] = last;
        }
        if (nearest < 0 || distances[column]! < distances[nearest]!) nearest = column;
      }
      distance = distances[nearest]!;
      last = nearest;
      if (rowOf[nearest]! < 0) break;
      settled[nearest] = 1;
      order.push(nearest);
      row = rowOf[nearest]!;
    }
    rowPrices[start]! += distance;
    for (const column of order) {
      const rest = distance - distances[column]!;
      rowPrices[rowOf[column]!]! += rest;
      columnPrices[column]! -= rest;
    }
    for (let column = last; column >= 0; column = previous[column]!) {
      const before = previous[column]!;
      rowOf[column] = before < 0 ? start : rowOf[before]!;
    }
  }
}
