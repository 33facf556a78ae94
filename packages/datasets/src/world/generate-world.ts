import type { Track } from "../types/track.ts";
import { branchRandom } from "./branch-random.ts";
import { startOfYear } from "./calendar-days.ts";
import { recordCatalogue } from "./catalogue/record-catalogue.ts";
import { soundOf } from "./catalogue/sound.ts";
import { TrackPools } from "./listening/track-pools.ts";
import { WorldPlaylists } from "./listening/world-playlists.ts";

/** Size and times of a world. */
export interface GenerateWorldOptions {
  /** Number of tracks. */
  tracks: number;
  /** Number of playlists. */
  playlists: number;
  /** The same seed makes the same world. */
  seed: number;
  /** Mean length of a playlist, near enough; the Million Playlist Dataset's is 66. @default 66 */
  averageTracks?: number;
  /** @default 5 */
  minimumTracks?: number;
  /** @default 250 */
  maximumTracks?: number;
  /** First year in which playlists were modified; records came out from 1958 on. @default 2010 */
  firstYear?: number;
  /** Last year of playlists and releases. @default 2017 */
  lastYear?: number;
  /** Numbers in an audio vector. @default 32 */
  audioWidth?: number;
}

/** A catalogue, how it sounds, and what people made of it. */
export interface World {
  /** Earliest release first. */
  tracks: Track[];
  /** Made when asked for, the same each time; take one with `at(index)` or go through them. */
  playlists: WorldPlaylists;
  /** A vector for each track as an audio encoder might give it, row-major [tracks, width]. */
  audio: { ids: string[]; rows: Float32Array; width: number };
}

/**
 * Makes a world of music up: ten genres with five to seven styles each, artists with careers, labels and favourite
 * subjects, albums, tags, titles, lyrics and audio vectors; and playlists made around a style, a mood, an era, an
 * artist, a label or a subject, in which popular tracks prevail and none came out after the playlist was last
 * modified. What listeners go by shows in every modality, so that each alone says something of which tracks occur
 * together. Names are made of syllables; a real one is a coincidence.
 *
 * The paper has no such data: it stands in for the Million Playlist Dataset where that may not be had, and for
 * catalogues of any size.
 *
 * @throws {RangeError} if a number is not one that a world can have.
 */
export function generateWorld(options: GenerateWorldOptions): World {
  const { tracks, playlists, seed, audioWidth = 32 } = options;
  const {
    averageTracks = 66,
    minimumTracks = 5,
    maximumTracks = 250,
    firstYear = 2010,
    lastYear = 2017,
  } = options;
  checkSizes({ tracks, playlists, averageTracks, minimumTracks, maximumTracks, audioWidth });
  if (!(firstYear >= 1960 && firstYear <= lastYear && lastYear <= 2100)) {
    throw new RangeError(
      `Playlists from ${firstYear} to ${lastYear}: give years from 1960 to 2100, the first one first.`,
    );
  }
  const recordings = recordCatalogue({
    tracks,
    lastDay: startOfYear(lastYear + 1) - 1,
    random: branchRandom(seed, CATALOGUE),
  });
  const listed = recordings.map(({ track }) => track);
  return {
    tracks: listed,
    playlists: new WorldPlaylists({
      length: playlists,
      seed,
      pools: new TrackPools(recordings),
      habits: { averageTracks, minimumTracks, maximumTracks, firstYear, lastYear },
    }),
    audio: {
      ids: listed.map(({ id }) => id),
      rows: soundOf(recordings, audioWidth, branchRandom(seed, SOUND)),
      width: audioWidth,
    },
  };
}

/** Parts of a world; playlists are the parts from 0 on. */
const CATALOGUE = -1;
const SOUND = -2;

function checkSizes(sizes: Required<Omit<GenerateWorldOptions, "seed" | "firstYear" | "lastYear">>): void {
  for (const [name, value] of Object.entries(sizes)) {
    const least = name === "playlists" ? 0 : 1;
    if (!(value >= least && (Number.isInteger(value) || name === "averageTracks"))) {
      throw new RangeError(`${name} should be a number from ${least} on, but is ${value}.`);
    }
  }
  if (sizes.minimumTracks > sizes.maximumTracks) {
    throw new RangeError(
      `minimumTracks (${sizes.minimumTracks}) is above maximumTracks (${sizes.maximumTracks}): exchange them.`,
    );
  }
}
