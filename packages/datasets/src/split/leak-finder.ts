import { hashText } from "../records/hash-text.ts";
import type { Dialogue } from "../types/dialogue.ts";
import type { Playlist } from "../types/playlist.ts";
import { trackIdsOf } from "../types/track-ids-of.ts";

/** A way in which a training part knows something of the test part. */
export interface Leak {
  /**
   * - "same id": one item is in both parts
   * - "same playlist": dialogues over one playlist, or a dialogue over a playlist of the other part
   * - "same tracks": the same distinct tracks, in whatever order
   * - "same user": items of one user, where the split is by user
   * - "later than test": a playlist of a later date than the earliest of the test part, where the split is by time
   */
  kind: "same id" | "same playlist" | "same tracks" | "same user" | "later than test";
  /** Id of the item in train or validation. */
  trainId: string;
  /** Id of the item in test. */
  testId: string;
}

/** What a split promises besides that its parts have nothing in common. */
export interface LeakRules<Item> {
  /** Whether no playlist of train may be later than one of test: so for a split by time, and for no other. @default false */
  chronological?: boolean;
  /** The user of an item, when all of a user's items should be in one part. */
  user?: (item: Item) => string;
}

/**
 * Knows the test part, and tells of items of train and validation as they come whether they give it away:
 *
 *     const finder = new LeakFinder({ test, chronological: true });
 *     for await (const playlist of readMpdPlaylists(folder)) leaks.push(...finder.leaksOf(playlist));
 *
 * It holds ids, and a hash of the tracks, of the test items; nothing of the others.
 */
export class LeakFinder<Item extends Playlist | Dialogue> {
  private readonly byId = new TestIds();
  private readonly byPlaylist = new TestIds();
  private readonly dialoguesByPlaylist = new TestIds();
  private readonly byTracks = new TestIds();
  private readonly byUser = new TestIds();
  private readonly chronological: boolean;
  private readonly user: ((item: Item) => string) | undefined;
  private earliest: Playlist | undefined;

  constructor(options: { test?: Iterable<Item> } & LeakRules<Item>) {
    this.chronological = options.chronological ?? false;
    this.user = options.user;
    for (const item of options.test ?? []) this.addTest(item);
  }

  /** Takes in an item of the test part that was not there yet; before any of the other parts is asked about. */
  addTest(item: Item): void {
    const { id } = item;
    this.byId.add(id, id);
    this.byTracks.add(tracksOf(item), id);
    if (this.user !== undefined) this.byUser.add(this.user(item), id);
    if (isPlaylist(item)) {
      this.byPlaylist.add(id, id);
      if (this.earliest === undefined || item.modifiedAt < this.earliest.modifiedAt) this.earliest = item;
    } else if (item.playlistId !== undefined) {
      this.byPlaylist.add(item.playlistId, id);
      this.dialoguesByPlaylist.add(item.playlistId, id);
    }
  }

  /** The leaks of an item of train or validation; empty when it is sound. */
  leaksOf(item: Item): Leak[] {
    const leaks: Leak[] = [];
    const found = (kind: Leak["kind"], testIds: readonly string[]) => {
      for (const testId of testIds) leaks.push({ kind, trainId: item.id, testId });
    };
    found("same id", this.byId.of(item.id));
    // Two playlists of one id have been told of above.
    if (isPlaylist(item)) found("same playlist", this.dialoguesByPlaylist.of(item.id));
    else if (item.playlistId !== undefined) found("same playlist", this.byPlaylist.of(item.playlistId));
    found("same tracks", this.byTracks.of(tracksOf(item)));
    if (this.user !== undefined) found("same user", this.byUser.of(this.user(item)));
    const { earliest } = this;
    if (this.chronological && earliest && isPlaylist(item) && item.modifiedAt > earliest.modifiedAt) {
      found("later than test", [earliest.id]);
    }
    return leaks;
  }
}

/** Ids of test items under what they have in common. */
class TestIds {
  private readonly ids = new Map<string | number, string[]>();

  add(key: string | number | undefined, id: string): void {
    if (key === undefined) return;
    const known = this.ids.get(key);
    if (known === undefined) this.ids.set(key, [id]);
    else known.push(id);
  }

  of(key: string | number | undefined): readonly string[] {
    return key === undefined ? [] : (this.ids.get(key) ?? []);
  }
}

function isPlaylist(item: Playlist | Dialogue): item is Playlist {
  return "trackIds" in item;
}

/** A hash of the distinct tracks in whatever order; undefined where there are none, which says nothing. */
function tracksOf(item: Playlist | Dialogue): number | undefined {
  const distinct = new Set(trackIdsOf(item));
  let sum = 0;
  // A sum does not depend on the order; below 2 ** 52 each, two of them are exact.
  for (const id of distinct) sum = (sum + (hashText(id) % EXACT)) % EXACT;
  return distinct.size === 0 ? undefined : sum;
}

const EXACT = 2 ** 52;
