import { codesOf, sortedVersion, unchangedVersion, versionOf } from "../changes/catalogue-version.ts";
import type { CodeReader } from "../code-index/code-reader.ts";
import { indexOf, type CodeIndex } from "../code-index/create-code-index.ts";
import { matchOrder } from "../code-index/match-order.ts";
import { createBitmap, bitmapFilter } from "../filters/bitmap.ts";
import { createIdTable } from "../ids/id-table.ts";
import { rowNumberIds, trackIds } from "../ids/track-ids.ts";
import type { CodeList } from "../sorted-codes/code-lists.ts";
import { idColumnFromBytes, idsToBytes } from "./id-bytes.ts";
import { readSections, writeSections, type SectionArray } from "./sections.ts";

interface Header {
  modalities: string[];
  weights: number[];
  /** Rows. */
  rows: number;
  hasIds: boolean;
  /** Of each list. */
  orders: (readonly number[])[];
}

/**
 * The index, or a snapshot, as one piece of memory: a checked header, then everything as it lies in memory, so that
 * reading it copies and sorts nothing. The same catalogue gives the same bytes, whichever way it came about.
 *
 * @param options.shared Writes to a SharedArrayBuffer, for workers that all read the same memory. @default false
 * @throws MatcherInputError when an id holds half a surrogate pair, which UTF-8 cannot.
 */
export function codeIndexToBytes(index: CodeReader, options?: { shared?: false }): Uint8Array<ArrayBuffer>;
export function codeIndexToBytes(index: CodeReader, options: { shared: true }): Uint8Array<SharedArrayBuffer>;
export function codeIndexToBytes(
  index: CodeReader,
  { shared = false }: { shared?: boolean } = {},
): Uint8Array {
  const { modalities, weights, ids } = index;
  const current = index[versionOf];
  const { importance } = matchOrder(weights);
  const { sorted, lists, holes, rowCount } =
    current.changes === 0
      ? current
      : sortedVersion({ ...codesOf(current), depth: modalities.length, importance });
  const header: Header = {
    modalities: [...modalities],
    weights: [...weights],
    rows: rowCount,
    hasIds: ids !== undefined,
    orders: lists.map(({ order }) => order),
  };
  const sections: Record<string, SectionArray> = {
    codes: sorted.codes,
    holes: createBitmap(holes, holes.size > 0 ? rowCount : 0),
    rows: sorted.rows,
  };
  sorted.columns.forEach((column, m) => (sections[`column${m}`] = column));
  lists.forEach(({ starts, places }, i) => {
    sections[`starts${i}`] = starts;
    if (places) sections[`places${i}`] = places;
  });
  if (ids) {
    Object.assign(sections, idsToBytes(ids));
    sections.idTable = createIdTable(ids.length, (row) => ids[row]!);
  }
  return writeSections(header, sections, (length) =>
    shared ? new SharedArrayBuffer(length) : new ArrayBuffer(length),
  );
}

/**
 * The index that {@link codeIndexToBytes} wrote, in milliseconds: a view into the bytes (a copy where they do not
 * start at a multiple of four), so the bytes must not change while it is in use. Additions and removals stay in this
 * index; the bytes and other workers see nothing of them.
 *
 * @param options.verify Whether to check the sections as well as the header; `false` for memory that another worker
 * has checked. @default true
 * @throws CodeIndexBytesError when the bytes are something else, of another version, cut short or damaged.
 */
export function codeIndexFromBytes(
  bytes: Uint8Array,
  { verify = true }: { verify?: boolean } = {},
): CodeIndex {
  const { header, section } = readSections<Header>(bytes, verify);
  const { modalities, weights, rows: rowCount, hasIds, orders } = header;
  const bitmap = section("holes");
  const inHoles = bitmapFilter(bitmap);
  const holes = new Set<number>();
  for (let row = 0; row < 8 * bitmap.length; row++) if (inHoles(row)) holes.add(row);
  const lists = orders.map((order, i): CodeList => {
    const places = i === 0 ? undefined : words(section(`places${i}`));
    return { order, starts: words(section(`starts${i}`)), places };
  });
  const sorted = {
    depth: modalities.length,
    codes: halfWords(section("codes")),
    rows: words(section("rows")),
    columns: modalities.map((_, m) => halfWords(section(`column${m}`))),
    blocks: words(section("starts0")),
  };
  const ids = hasIds
    ? trackIds({
        ...idColumnFromBytes(words(section("idStarts")), section("idText")),
        table: words(section("idTable")),
      })
    : rowNumberIds(rowCount);
  return indexOf(
    { modalities, weights, order: matchOrder(weights), ids },
    unchangedVersion({ sorted, lists, holes }),
  );
}

function words({ buffer, byteOffset, byteLength }: Uint8Array): Uint32Array {
  return new Uint32Array(buffer, byteOffset, byteLength / 4);
}

function halfWords({ buffer, byteOffset, byteLength }: Uint8Array): Uint16Array {
  return new Uint16Array(buffer, byteOffset, byteLength / 2);
}
