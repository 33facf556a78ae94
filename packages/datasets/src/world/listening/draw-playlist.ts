import type { SeededRandom } from "../../random/seeded-random.ts";
import type { Playlist } from "../../types/playlist.ts";
import type { Recording } from "../catalogue/recording.ts";
import { startOfYear } from "../calendar-days.ts";
import { normal } from "../normal.ts";
import { chooseTheme } from "./choose-theme.ts";
import type { Theme } from "./choose-theme.ts";
import type { TrackPool } from "./track-pool.ts";
import type { TrackPools } from "./track-pools.ts";
import { writePlaylistTitle } from "./write-playlist-title.ts";

/** How long playlists are and when they were last modified. */
export interface ListeningHabits {
  averageTracks: number;
  minimumTracks: number;
  maximumTracks: number;
  firstYear: number;
  lastYear: number;
}

/** Spread of the logarithm of a playlist's length. */
const LENGTH_SPREAD = 0.7;

/** How a position is filled that does not simply follow the theme. */
const REPEAT = 0.002;
const SAME_ARTIST = 0.16;
const SAME_LABEL = 0.06;
const ANYTHING = 0.08;
/** Of the positions that follow the theme, those that take something new; new is what came out within these days. */
const NEW_RELEASE = 0.2;
const NEWEST_DAYS = 10;
const NEW_DAYS = 365;

/** Draws one playlist: a date, a theme that a popular track of that date gives, and tracks released by then. */
export function drawPlaylist(
  id: string,
  pools: TrackPools,
  habits: ListeningHabits,
  random: SeededRandom,
): Playlist {
  const day = drawDay(pools, habits, random);
  const releasedRows = pools.releasedBefore(day + 1);
  const newRow = pools.releasedBefore(day - NEWEST_DAYS * (NEW_DAYS / NEWEST_DAYS) ** random.fraction());
  const theme = chooseTheme(pools, releasedRows, random);
  const length = drawLength(habits, random);
  const rows: number[] = [];
  const chosen = new Set<number>();
  while (rows.length < length) {
    const repeated = rows.length > 0 && random.chance(REPEAT);
    const row = repeated
      ? random.pick(rows)
      : drawRow({ pools, theme, rows, chosen, releasedRows, newRow, random });
    rows.push(row);
    chosen.add(row);
  }
  return {
    id,
    title: writePlaylistTitle(theme, day, random),
    modifiedAt: day * 86_400,
    trackIds: rows.map((row) => (pools.recordings[row] as Recording).track.id),
  };
}

/** A day no earlier than the first release; later days are likelier in proportion to the time since the first. */
function drawDay(pools: TrackPools, { firstYear, lastYear }: ListeningHabits, random: SeededRandom): number {
  const first = startOfYear(firstYear);
  const day = Math.floor(first + (startOfYear(lastYear + 1) - first) * Math.sqrt(random.fraction()));
  return Math.max(day, pools.recordings[0]?.releaseDay ?? day);
}

function drawLength(habits: ListeningHabits, random: SeededRandom): number {
  const { averageTracks, minimumTracks, maximumTracks } = habits;
  const length = averageTracks * Math.exp(LENGTH_SPREAD * normal(random) - LENGTH_SPREAD ** 2 / 2);
  return Math.round(Math.min(Math.max(length, minimumTracks), maximumTracks));
}

interface Position {
  pools: TrackPools;
  theme: Theme;
  rows: readonly number[];
  chosen: ReadonlySet<number>;
  /** Rows before this are out on the playlist's day, rows from `newRow` on are new to the listener. */
  releasedRows: number;
  newRow: number;
  random: SeededRandom;
}

/** A row that the playlist does not have yet, of a broader pool each time that the narrow ones give none. */
function drawRow(position: Position): number {
  const { pools, chosen, releasedRows, random } = position;
  for (let attempt = 0; attempt < 16; attempt++) {
    const row = drawCandidate(position, Math.floor(attempt / 4));
    if (row !== undefined && !chosen.has(row)) return row;
  }
  return pools.everything.draw(random, 0, releasedRows) as number;
}

function drawCandidate(position: Position, breadth: number): number | undefined {
  const { pools, theme, rows, releasedRows, random } = position;
  const manner = random.fraction();
  if (rows.length > 0 && manner < SAME_ARTIST + SAME_LABEL) {
    const companion = pools.recordings[random.pick(rows)] as Recording;
    return pools.like(companion, manner < SAME_ARTIST ? "artist" : "label")?.draw(random, 0, releasedRows);
  }
  if (manner > 1 - ANYTHING) return pools.everything.draw(random, 0, releasedRows);
  const source = random.pick(theme.sources);
  const recent = random.chance(NEW_RELEASE) ? drawRecent(source, position) : undefined;
  return recent ?? source[Math.min(breadth, source.length - 1)]?.draw(random, theme.firstRow, theme.endRow);
}

/** Something new, of the narrowest pool of the source that has anything new. */
function drawRecent(source: readonly TrackPool[], { theme, newRow, random }: Position): number | undefined {
  for (const pool of source) {
    const row = pool.draw(random, newRow, theme.endRow);
    if (row !== undefined) return row;
  }
  return undefined;
}
