import type { Track } from "../types/track.ts";

/** The attributes by which tracks are grouped. */
type Attribute = "tag" | "genre" | "artist" | "label" | "release" | "year" | "energy";

/** One value of an attribute, e.g. `{ attribute: "tag", value: "Trip Hop" }`. */
export interface AttributeValue {
  attribute: Attribute;
  value: string;
}

/** Which rows of a catalogue have which attribute; rows ascend. */
export class AttributeIndex {
  private readonly rows = new Map<string, number[]>();

  constructor(readonly tracks: readonly Track[]) {
    for (const [row, track] of tracks.entries()) {
      for (const value of attributesOf(track)) {
        const key = keyOf(value);
        const rows = this.rows.get(key);
        if (rows === undefined) this.rows.set(key, [row]);
        else rows.push(row);
      }
    }
  }

  /** Rows of the tracks with the attribute. */
  rowsWith(value: AttributeValue): readonly number[] {
    return this.rows.get(keyOf(value)) ?? [];
  }

  /** Rows of the tracks with all of the attributes. */
  rowsWithAll(values: readonly AttributeValue[]): readonly number[] {
    const [first = [], ...others] = values
      .map((value) => this.rowsWith(value))
      .toSorted((a, b) => a.length - b.length);
    return others.reduce<readonly number[]>(intersection, first);
  }
}

/** Every attribute value of a track. */
export function attributesOf(track: Track): AttributeValue[] {
  return [
    ...valuesOf("tag", track.tags ?? []),
    ...valuesOf("genre", [track.genre]),
    ...valuesOf("artist", track.artists),
    ...valuesOf("label", [track.label]),
    ...valuesOf("release", [releaseOf(track)]),
    ...valuesOf("year", [track.year]),
    ...valuesOf("energy", [track.energy]),
  ];
}

function valuesOf(attribute: Attribute, stated: readonly (string | number | undefined)[]): AttributeValue[] {
  const distinct = new Set(stated.filter((value) => value !== undefined));
  return [...distinct].map((value) => ({ attribute, value: String(value) }));
}

/** What names the track's release: its release id, else album and label together; absent without an album. */
export function releaseOf(track: Track): string | undefined {
  return track.releaseId ?? (track.album === undefined ? undefined : `${track.album} / ${track.label ?? ""}`);
}

function keyOf({ attribute, value }: AttributeValue): string {
  return `${attribute}:${value}`;
}

function intersection(a: readonly number[], b: readonly number[]): readonly number[] {
  const common: number[] = [];
  let other = 0;
  for (const row of a) {
    while (other < b.length && (b[other] as number) < row) other++;
    if (b[other] === row) common.push(row);
  }
  return common;
}
