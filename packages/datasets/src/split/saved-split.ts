import type { Dialogue } from "../types/dialogue.ts";
import type { Playlist } from "../types/playlist.ts";
import { splitEntry } from "./split-entry.ts";
import type { SplitEntry } from "./split-entry.ts";
import type { Split } from "./split.ts";
import { SplitMismatchError } from "./split-mismatch-error.ts";
import type { SplitMismatch } from "./split-mismatch-error.ts";

type Part = keyof Split<unknown>;
const PARTS: readonly Part[] = ["train", "validation", "test"];

/**
 * A split as lists of ids, to be kept in a file and applied again: the data are then compared with what they were when
 * it was made, by a fingerprint of each item.
 */
export class SavedSplit {
  private readonly parts = new Map<string, { part: Part; fingerprint: string }>();
  private readonly unseen: Set<string>;
  private readonly mismatch: SplitMismatch = { missing: [], added: [], changed: [] };

  private constructor(
    private readonly entries: Split<SplitEntry>,
    readonly description: string,
  ) {
    for (const part of PARTS) {
      for (const { id, fingerprint } of entries[part]) {
        if (this.parts.has(id))
          throw new RangeError(`The id "${id}" occurs twice in the split. Give every item its own.`);
        this.parts.set(id, { part, fingerprint });
      }
    }
    this.unseen = new Set(this.parts.keys());
  }

  /**
   * @param split items, or entries of items that are too many to hold.
   * @param options.description how the split was made, for whoever reads the file. @default ""
   * @throws {RangeError} if an id occurs twice.
   */
  static of(
    split: Split<Playlist> | Split<Dialogue> | Split<SplitEntry>,
    options: { description?: string } = {},
  ): SavedSplit {
    const parts: Record<Part, readonly (Playlist | Dialogue | SplitEntry)[]> = split;
    const entries = eachPart(parts, (items) =>
      items.map((item) => ("fingerprint" in item ? item : splitEntry(item))),
    );
    return new SavedSplit(entries, options.description ?? "");
  }

  /**
   * Reads what `format` wrote.
   *
   * @throws {RangeError} for any other text.
   */
  static parse(text: string): SavedSplit {
    const saved = parseJson(text) as Partial<SavedForm> | undefined;
    if (
      saved?.version !== 1 ||
      saved.parts === undefined ||
      !PARTS.every((part) => isPart(saved.parts?.[part]))
    ) {
      throw new RangeError("The text is not a split of version 1. Save the split again.");
    }
    const { parts, description = "" } = saved as SavedForm;
    const entries = eachPart(parts, ({ ids, fingerprints }) =>
      ids.map((id, index) => ({ id, fingerprint: fingerprints[index] as string })),
    );
    return new SavedSplit(entries, description);
  }

  /** The split as JSON. */
  format(): string {
    const parts = eachPart(this.entries, (entries) => ({
      ids: entries.map(({ id }) => id),
      fingerprints: entries.map(({ fingerprint }) => fingerprint),
    }));
    return JSON.stringify({ version: 1, description: this.description, parts } satisfies SavedForm);
  }

  /**
   * The split of items that are all there.
   *
   * @throws {SplitMismatchError} naming every item that is missing, new or not what it was.
   */
  apply<Item extends Playlist | Dialogue>(items: Iterable<Item>): Split<Item> {
    const check = SavedSplit.of(this.entries);
    const byId = new Map<string, Item>();
    for (const item of items) {
      check.partOf(item);
      byId.set(item.id, item);
    }
    check.finish();
    return eachPart(this.entries, (entries) => entries.map(({ id }) => byId.get(id) as Item));
  }

  /**
   * The part of an item, for going through items that are too many to hold; ask once for each, then `finish`.
   *
   * @returns undefined for an item that is new; what is wrong is kept for `finish`.
   */
  partOf(item: Playlist | Dialogue | SplitEntry): Part | undefined {
    const { id, fingerprint } = "fingerprint" in item ? item : splitEntry(item);
    const known = this.parts.get(id);
    if (known === undefined || !this.unseen.delete(id)) this.mismatch.added.push(id);
    else if (known.fingerprint !== fingerprint) this.mismatch.changed.push(id);
    return known?.part;
  }

  /**
   * Ends the going through.
   *
   * @throws {SplitMismatchError} if the items were not those that the split was made of.
   */
  finish(): void {
    const { added, changed } = this.mismatch;
    const missing = [...this.unseen];
    if (missing.length + added.length + changed.length > 0) {
      throw new SplitMismatchError({ missing, added, changed });
    }
  }
}

interface SavedPart {
  ids: string[];
  fingerprints: string[];
}

interface SavedForm {
  version: 1;
  description: string;
  parts: Record<Part, SavedPart>;
}

function eachPart<From, To>(parts: Record<Part, From>, change: (part: From) => To): Record<Part, To> {
  return { train: change(parts.train), validation: change(parts.validation), test: change(parts.test) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isPart(part: Partial<SavedPart> | undefined): boolean {
  return (
    isTextList(part?.ids) &&
    isTextList(part?.fingerprints) &&
    part?.ids?.length === part?.fingerprints?.length
  );
}

function isTextList(list: unknown): boolean {
  return Array.isArray(list) && list.every((value) => typeof value === "string");
}
