/** All nodes of one depth, siblings together and ascending. */
export interface TrieLevel {
  /** The code of each node. */
  codes: Uint16Array;
  /** Node i's children are childStarts[i] … childStarts[i + 1] - 1 of the next level; of the sorted rows, at the last. */
  childStarts: Uint32Array;
}

/**
 * @param codes Row-major [rows, depth].
 * @param rows Row numbers ordered by code.
 */
export function trieLevels(codes: Uint16Array, depth: number, rows: Uint32Array): TrieLevel[] {
  // How many leading codes each sorted row shares with the row before it.
  const shared = new Uint8Array(rows.length);
  for (let place = 1; place < rows.length; place++) {
    const here = rows[place]! * depth;
    const before = rows[place - 1]! * depth;
    let length = 0;
    while (length < depth && codes[here + length] === codes[before + length]) length++;
    shared[place] = length;
  }
  return Array.from({ length: depth }, (_, level) => {
    const last = level === depth - 1;
    let size = 0;
    for (const length of shared) if (length <= level) size++;
    const nodeCodes = new Uint16Array(size);
    const childStarts = new Uint32Array(size + 1);
    let node = 0;
    let child = 0;
    shared.forEach((length, place) => {
      if (length <= level) {
        nodeCodes[node] = codes[rows[place]! * depth + level]!;
        childStarts[node++] = child;
      }
      if (last || length <= level + 1) child++;
    });
    childStarts[size] = child;
    return { codes: nodeCodes, childStarts };
  });
}
