import { sliceRange } from "../../million-playlist/slice-range.ts";

/** The names that are slices', in the order of their pids. */
export function sortedSlices(names: readonly string[]): string[] {
  return names
    .flatMap((name) => {
      const range = sliceRange(name);
      return range === undefined ? [] : [{ name, from: range.from }];
    })
    .toSorted((a, b) => a.from - b.from)
    .map(({ name }) => name);
}

export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4;
}

export function noSlices(source: string): RangeError {
  return new RangeError(
    `${source}: there are no files mpd.slice.A-B.json. Give the folder or archive with them.`,
  );
}
