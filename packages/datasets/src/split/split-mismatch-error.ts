/** How data differ from those that a split was made of, by ids. */
export interface SplitMismatch {
  /** In the split and not in the data. */
  missing: string[];
  /** In the data and not in the split, or in the data twice. */
  added: string[];
  /** In both, with other content. */
  changed: string[];
}

/** Data that are not those that a saved split was made of. */
export class SplitMismatchError extends Error {
  override readonly name = "SplitMismatchError";
  readonly missing: readonly string[];
  readonly added: readonly string[];
  readonly changed: readonly string[];

  constructor({ missing, added, changed }: SplitMismatch) {
    const found = Object.entries({ missing, added, changed }).filter(([, ids]) => ids.length > 0);
    super(
      `The data are not those that the split was made of: ${found.map(([kind, ids]) => listed(kind, ids)).join("; ")}. ` +
        "Use the data that it was made of, or make a new split.",
    );
    this.missing = missing;
    this.added = added;
    this.changed = changed;
  }
}

function listed(kind: string, ids: readonly string[]): string {
  return `${ids.length} ${kind} (${ids.slice(0, 3).join(", ")}${ids.length > 3 ? ", …" : ""})`;
}
