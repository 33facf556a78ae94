import { MatcherInputError } from "../matcher-input-error.ts";

/**
 * A hash table from ids to rows in 6 bytes an id: open addressing with linear probing; a slot holds the row plus one,
 * 0 when it is empty. (A `Map` of two million strings takes 50 bytes an id.)
 *
 * @throws MatcherInputError when an id comes twice.
 */
export function createIdTable(length: number, at: (row: number) => string): Uint32Array {
  const table = new Uint32Array(Math.ceil(length * 1.5) + 1);
  for (let row = 0; row < length; row++) {
    const id = at(row);
    const slot = slotOf(table, at, id);
    if (table[slot] !== 0)
      throw new MatcherInputError("ids", "distinct", `not: ${JSON.stringify(id)} comes twice`);
    table[slot] = row + 1;
  }
  return table;
}

/** The row of an id, -1 if there is none. */
export function findInIdTable(table: Uint32Array, at: (row: number) => string, id: string): number {
  return table[slotOf(table, at, id)]! - 1;
}

/** The slot that holds an id, or the empty one where it would go. */
function slotOf(table: Uint32Array, at: (row: number) => string, id: string): number {
  let slot = hash(id) % table.length;
  while (table[slot] !== 0 && at(table[slot]! - 1) !== id) slot = slot + 1 < table.length ? slot + 1 : 0;
  return slot;
}

/** FNV-1a over UTF-16 code units, mixed so that the remainder spreads. */
function hash(id: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < id.length; i++) value = Math.imul(value ^ id.charCodeAt(i), 0x01000193);
  return mixed(value);
}

/** MurmurHash3's finalizer: every bit of the 32 depends on every other. */
export function mixed(value: number): number {
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}
