import { popularityOf } from "../catalogue/popularity.ts";
import type { Recording } from "../catalogue/recording.ts";
import { countBelow, TrackPool } from "./track-pool.ts";

type PoolKind = "genre" | "style" | "mood" | "genre and mood" | "topic" | "artist" | "label";

/** The tracks of a world, all of them and grouped by what listeners group them by. */
export class TrackPools {
  readonly everything: TrackPool;
  private readonly pools = new Map<string, TrackPool>();
  private readonly releaseDays: Int32Array;

  /** @param recordings earliest release first: rows are then in order of release, and a span of time is one of rows. */
  constructor(readonly recordings: readonly Recording[]) {
    this.releaseDays = Int32Array.from(recordings, ({ releaseDay }) => releaseDay);
    const rowsOf = new Map<string, number[]>();
    for (const [row, recording] of recordings.entries()) {
      for (const kind of KINDS) {
        const key = keyOf(kind, recording);
        if (key === undefined) continue;
        const rows = rowsOf.get(key);
        if (rows === undefined) rowsOf.set(key, [row]);
        else rows.push(row);
      }
    }
    const popularity = popularityOf(recordings);
    this.everything = new TrackPool(Array.from(recordings.keys()), popularity);
    for (const [key, rows] of rowsOf) this.pools.set(key, new TrackPool(rows, popularity));
  }

  /** The tracks that share the kind of thing with the recording; undefined where the recording has no such thing. */
  like(recording: Recording, kind: PoolKind): TrackPool | undefined {
    const key = keyOf(kind, recording);
    return key === undefined ? undefined : this.pools.get(key);
  }

  /** How many tracks were released before the day: the first row of those that were not. */
  releasedBefore(day: number): number {
    return countBelow(this.releaseDays, day);
  }
}

const KEYS: Record<PoolKind, (recording: Recording) => number | undefined> = {
  genre: ({ style }) => style.genre.index,
  style: ({ style }) => style.index,
  mood: ({ mood }) => mood.index,
  "genre and mood": ({ style, mood }) => style.genre.index * 100 + mood.index,
  topic: ({ topic }) => topic.index,
  artist: ({ artist }) => artist.index,
  label: ({ label }) => label?.index,
};

const KINDS = Object.keys(KEYS) as PoolKind[];

function keyOf(kind: PoolKind, recording: Recording): string | undefined {
  const key = KEYS[kind](recording);
  return key === undefined ? undefined : `${kind} ${key}`;
}
