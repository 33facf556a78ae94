import type { MpdFinding } from "./mpd-finding.ts";

const PAGE_BITS = 16;

/** Remembers which pids have been read, a bit each, and which slices. */
export class PidLedger {
  private readonly pages = new Map<number, Uint8Array>();
  private readonly ranges: { file: string; from: number; to: number }[] = [];

  /** @returns whether the pid is new. */
  add(pid: number): boolean {
    const number = Math.floor(pid / 2 ** PAGE_BITS);
    const page = this.pages.get(number) ?? new Uint8Array(2 ** PAGE_BITS / 8);
    this.pages.set(number, page);
    const offset = pid - number * 2 ** PAGE_BITS;
    const bit = 1 << (offset & 7);
    const isNew = ((page[offset >> 3] as number) & bit) === 0;
    (page[offset >> 3] as number) |= bit;
    return isNew;
  }

  addSlice(file: string, range: { from: number; to: number }): void {
    this.ranges.push({ file, ...range });
  }

  /** Pids between the first and the last slice that no slice's name holds. */
  gaps(): MpdFinding[] {
    const gaps: MpdFinding[] = [];
    let before: { file: string; to: number } | undefined;
    for (const range of this.ranges.toSorted((a, b) => a.from - b.from)) {
      if (before !== undefined && range.from > before.to + 1) {
        const expected = `a slice for ${before.to + 1} to ${range.from - 1}`;
        gaps.push({ kind: "missing pids", file: before.file, expected, got: range.file });
      }
      if (before === undefined || range.to > before.to) before = range;
    }
    return gaps;
  }
}
