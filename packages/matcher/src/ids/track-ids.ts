import { MatcherInputError } from "../matcher-input-error.ts";
import { createIdTable, findInIdTable } from "./id-table.ts";

/** The id of every row. A row keeps its id for ever. */
export interface TrackIds {
  /** Rows that have an id. */
  readonly length: number;
  at(row: number): string;
  /** The row of an id, -1 if there is none. */
  find(id: string): number;
  /** The next row's id. */
  append(id: string): void;
  /** All ids; undefined when the ids are the row numbers as text. */
  all(): readonly string[] | undefined;
}

/** Ids that are the row numbers as text. */
export function rowNumberIds(length: number): TrackIds {
  return {
    get length() {
      return length;
    },
    at: String,
    find: (id) => (String(+id >>> 0) === id && +id < length ? +id : -1),
    append: (id) => {
      if (id !== String(length))
        throw new MatcherInputError("id", `left out or "${length}", in an index without ids of its own`, id);
      length++;
    },
    all: () => undefined,
  };
}

/** A fixed number of ids, and a hash table to find them by. */
export interface IdColumn {
  length: number;
  at(row: number): string;
  all(): readonly string[];
  table: Uint32Array;
}

/** @throws MatcherInputError when an id comes twice. */
export function idColumn(ids: readonly string[]): IdColumn {
  const at = (row: number) => ids[row]!;
  return { length: ids.length, at, all: () => ids, table: createIdTable(ids.length, at) };
}

/** A column of ids that can grow. */
export function trackIds(column: IdColumn): TrackIds {
  const added: string[] = [];
  const rowOfAdded = new Map<string, number>();
  const at = (row: number) => (row < column.length ? column.at(row) : added[row - column.length]!);
  return {
    get length() {
      return column.length + added.length;
    },
    at,
    find: (id) => {
      const row = findInIdTable(column.table, column.at, id);
      return row < 0 ? (rowOfAdded.get(id) ?? -1) : row;
    },
    append: (id) => {
      rowOfAdded.set(id, column.length + added.length);
      added.push(id);
    },
    all: () => (added.length > 0 ? [...column.all(), ...added] : column.all()),
  };
}
