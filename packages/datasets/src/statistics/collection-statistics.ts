import type { Playlist } from "../types/playlist.ts";
import type { Track } from "../types/track.ts";

/** What tells whether playlists are like those of the Million Playlist Dataset. */
export interface CollectionStatistics {
  playlists: number;
  /** Positions, repeats included. */
  positions: number;
  /** Distinct tracks. */
  tracks: number;
  /** Distinct first artists, by name. */
  artists: number;
  /** Distinct albums, by name and first artist. */
  albums: number;
  /** Distinct titles of playlists, as written. */
  titles: number;
  /** positions / playlists */
  averageTracks: number;
  /** Distinct tracks / positions, over the first thousand playlists: falls as more are counted. */
  distinctShare: number;
  /**
   * s of "the track of rank r is in proportion to r^-s" over the first thousand playlists: the least-squares slope of
   * log count over log rank, of the tracks that occur five times or more. NaN if fewer than ten do.
   */
  zipfExponent: number;
}

/** Playlists at which shares are compared: those of TalkPlay's test part. */
const SAMPLE = 1000;
const LEAST_COUNT = 5;
const LEAST_TRACKS = 10;

/**
 * Counts a collection, in memory that grows with its distinct tracks and titles.
 *
 * @param options.tracks the catalogue, for artists and albums; tracks that it lacks have none.
 */
export function collectionStatistics(options: {
  playlists: Iterable<Playlist>;
  tracks: Iterable<Track>;
}): CollectionStatistics {
  const catalogue = new Map([...options.tracks].map((track) => [track.id, track]));
  const counts = new Map<string, number>();
  const titles = new Set<string>();
  let playlists = 0;
  let positions = 0;
  let sample = sampleOf(counts, 0);
  for (const { title, trackIds } of options.playlists) {
    titles.add(title);
    positions += trackIds.length;
    for (const id of trackIds) counts.set(id, (counts.get(id) ?? 0) + 1);
    if (++playlists === SAMPLE) sample = sampleOf(counts, positions);
  }
  if (playlists < SAMPLE) sample = sampleOf(counts, positions);
  const artists = new Set<string>();
  const albums = new Set<string>();
  for (const id of counts.keys()) {
    const { artists: [artist] = [], album } = catalogue.get(id) ?? {};
    if (artist !== undefined) artists.add(artist);
    if (album !== undefined) albums.add(JSON.stringify([album, artist]));
  }
  return {
    playlists,
    positions,
    tracks: counts.size,
    artists: artists.size,
    albums: albums.size,
    titles: titles.size,
    averageTracks: positions / playlists,
    ...sample,
  };
}

/** The figures beside those of the Million Playlist Dataset (its `stats.txt`; shares from TalkPlay's Table 1). */
export function formatCollectionTable(name: string, statistics: CollectionStatistics): string {
  const { positions, tracks, artists, albums, distinctShare, zipfExponent } = statistics;
  const own = {
    playlists: count(statistics.playlists),
    positions: count(positions),
    "average tracks": statistics.averageTracks.toFixed(2),
    tracks: count(tracks),
    artists: count(artists),
    albums: count(albums),
    titles: count(statistics.titles),
    "tracks an artist": (tracks / artists).toFixed(2),
    "tracks an album": (tracks / albums).toFixed(2),
    "distinct share of 1,000 playlists": distinctShare.toFixed(3),
    "Zipf exponent of 1,000 playlists": Number.isNaN(zipfExponent) ? "-" : zipfExponent.toFixed(2),
  };
  const rows = Object.entries(own).map(
    ([figure, value]) => `| ${figure} | ${value} | ${PUBLISHED[figure as keyof typeof own]} |`,
  );
  return [`| | ${name} | Million Playlist Dataset |`, "| --- | ---: | ---: |", ...rows].join("\n");
}

/** The dataset's own `stats.txt`; the share is (37,114 + 2,357) / (1,000 x 59.41) of TalkPlay's test playlists. */
const PUBLISHED = {
  playlists: "1,000,000",
  positions: "66,346,428",
  "average tracks": "66.35",
  tracks: "2,262,292",
  artists: "295,860",
  albums: "734,684",
  titles: "92,944",
  "tracks an artist": "7.65",
  "tracks an album": "3.08",
  "distinct share of 1,000 playlists": "0.664",
  "Zipf exponent of 1,000 playlists": "not published",
};

function sampleOf(
  counts: ReadonlyMap<string, number>,
  positions: number,
): Pick<CollectionStatistics, "distinctShare" | "zipfExponent"> {
  return { distinctShare: counts.size / positions, zipfExponent: fittedExponent([...counts.values()]) };
}

function fittedExponent(counts: readonly number[]): number {
  const common = counts.filter((times) => times >= LEAST_COUNT).toSorted((a, b) => b - a);
  if (common.length < LEAST_TRACKS) return NaN;
  const x = common.map((_, rank) => Math.log(rank + 1));
  const y = common.map(Math.log);
  const [meanX, meanY] = [mean(x), mean(y)];
  const covariance = mean(x.map((each, at) => (each - meanX) * ((y[at] as number) - meanY)));
  return -covariance / mean(x.map((each) => (each - meanX) ** 2));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function count(value: number): string {
  return value.toLocaleString("en-US");
}
