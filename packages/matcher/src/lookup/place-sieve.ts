// Without branches that depend on what is read, the processor waits for many reads from memory at a time. So the
// conditions are numbers here, 0 or 1: the sign bit of a difference.

/**
 * Takes the places at positions start … end - 1 of a list (or these places themselves) whose rows are at least `from`
 * and below `to`.
 *
 * @param taken Where to: as long as the stretch at least.
 * @returns how many
 */
export function takePlaces(
  taken: Uint32Array,
  listed: Uint32Array | undefined,
  start: number,
  end: number,
  rows: Uint32Array,
  from: number,
  to: number,
): number {
  let count = 0;
  for (let i = start; i < end; i++) {
    const place = listed ? listed[i]! : i;
    taken[count] = place;
    const row = rows[place]!;
    count += ((row - to) & (from - 1 - row)) >>> 31;
  }
  return count;
}

/** Drops those of the first `count` places that have this code, 0 … 65535. @returns how many remain */
export function dropPlaces(places: Uint32Array, count: number, column: Uint16Array, code: number): number {
  let kept = 0;
  for (let i = 0; i < count; i++) {
    const place = places[i]!;
    places[kept] = place;
    kept += 1 - (((column[place]! ^ code) - 1) >>> 31);
  }
  return kept;
}
