import { AttributeIndex, attributesOf } from "../catalogue/attribute-index.ts";
import type { AttributeValue } from "../catalogue/attribute-index.ts";
import { SeededRandom } from "../random/seeded-random.ts";
import type { Playlist } from "../types/playlist.ts";
import type { Track } from "../types/track.ts";
import { dateInYear } from "./date-in-year.ts";
import { longTailPopularity } from "./long-tail-popularity.ts";
import { playlistTitle } from "./playlist-title.ts";

/** How playlists are drawn. */
export interface DrawPlaylistsOptions {
  /** The catalogue. */
  tracks: readonly Track[];
  /** Number of playlists. */
  count: number;
  /** The same seed draws the same playlists. */
  seed: number;
  /** @default 5 */
  minimumTracks?: number;
  /** Lengths are spread evenly on a logarithmic scale up to this. @default 40 */
  maximumTracks?: number;
}

/**
 * Draws coherent playlists: a popular track lends one to three of its attributes (tags, label, artist, year, energy,
 * genre), and tracks that share all of them are drawn by long-tailed popularity, no later than the playlist's year.
 * `modifiedAt` is a day in the latest year of its tracks.
 *
 * @throws {RangeError} if the catalogue is too small or too poor in attributes for the asked length.
 */
export function* drawPlaylists(options: DrawPlaylistsOptions): Generator<Playlist> {
  const { tracks, count, seed, minimumTracks = 5, maximumTracks = 40 } = options;
  const random = new SeededRandom(seed);
  const index = new AttributeIndex(tracks);
  const popularity = longTailPopularity({ tracks, seed });
  const cumulative = popularity.map(
    (
      (sum) => (weight: number) =>
        (sum += weight)
    )(0),
  );
  for (let drawn = 0, failures = 0; drawn < count; ) {
    const source = tracks[rowAt(cumulative, random.fraction())] as Track;
    const { theme, rows } = drawTheme(source, index, random);
    const candidates = rows.filter(
      (row) => (tracks[row]?.year ?? 0) <= (source.year ?? Number.POSITIVE_INFINITY),
    );
    if (theme.length === 0 || candidates.length < minimumTracks) {
      if (++failures > 1000) {
        throw new RangeError(
          `No ${minimumTracks} tracks share an attribute. Ask for shorter playlists or give the tracks tags.`,
        );
      }
      continue;
    }
    failures = 0;
    const length = Math.round(minimumTracks * (maximumTracks / minimumTracks) ** random.fraction());
    const chosen = weightedSample(candidates, length, popularity, random).map((row) => tracks[row] as Track);
    const year = chosen.reduce((latest, track) => Math.max(latest, track.year ?? 0), 0) || 1970;
    yield {
      id: `drawn:${seed}:${drawn}`,
      title: playlistTitle(theme, random),
      modifiedAt: dateInYear(year, random),
      trackIds: chosen.map((track) => track.id),
      description: theme.map(({ attribute, value }) => `${attribute} ${value}`).join(", "),
    };
    drawn++;
  }
}

/** A theme shared by more tracks than this takes in one more attribute. */
const BROADEST_THEME = 500;

/** How often an attribute opens a theme and how often it narrows one; a year or an energy alone is no theme. */
const OPENING_WEIGHTS = { tag: 8, artist: 2, label: 2, year: 0, energy: 0, genre: 0, release: 0 } as const;
const NARROWING_WEIGHTS = { tag: 6, artist: 1, label: 2, year: 2, energy: 3, genre: 1, release: 0 } as const;

function drawTheme(track: Track, index: AttributeIndex, random: SeededRandom) {
  const attributes = attributesOf(track);
  const size = 1 + random.below(3);
  const theme: AttributeValue[] = [];
  let rows: readonly number[] = [];
  while (theme.length < size || rows.length > BROADEST_THEME) {
    const weights = theme.length === 0 ? OPENING_WEIGHTS : NARROWING_WEIGHTS;
    const available = attributes.filter((value) => weights[value.attribute] > 0 && !theme.includes(value));
    if (available.length === 0) break;
    theme.push(random.weighted(available, ({ attribute }) => weights[attribute]));
    rows = index.rowsWithAll(theme);
  }
  return { theme, rows };
}

/** Sampling without replacement in proportion to weight (Efraimidis and Spirakis 2006). */
function weightedSample(
  rows: readonly number[],
  size: number,
  weights: readonly number[],
  random: SeededRandom,
): number[] {
  return rows
    .map((row) => ({ row, key: Math.log(1 - random.fraction()) / (weights[row] as number) }))
    .toSorted((a, b) => b.key - a.key)
    .slice(0, size)
    .map(({ row }) => row);
}

function rowAt(cumulative: readonly number[], fraction: number): number {
  const target = fraction * (cumulative.at(-1) ?? 0);
  let low = 0;
  let high = cumulative.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((cumulative[middle] as number) <= target) low = middle + 1;
    else high = middle;
  }
  return low;
}
