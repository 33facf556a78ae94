import { AttributeIndex, releaseOf } from "../catalogue/attribute-index.ts";
import { SeededRandom } from "../random/seeded-random.ts";
import type { Playlist } from "../types/playlist.ts";
import type { Track } from "../types/track.ts";
import { dateInYear } from "./date-in-year.ts";

/**
 * Takes every release with enough tracks as a playlist, in catalogue order; compilations of several artists are
 * described as such. A release without a year gets the catalogue's earliest, so that no test part can begin with it.
 */
export function releasePlaylists(options: {
  tracks: readonly Track[];
  /** @default 4 */
  minimumTracks?: number;
  /** Chooses the day within the year of release. @default 1 */
  seed?: number;
}): Playlist[] {
  const { tracks, minimumTracks = 4, seed = 1 } = options;
  const random = new SeededRandom(seed);
  const earliest = tracks.reduce((year, track) => Math.min(year, track.year ?? year), 9999);
  const index = new AttributeIndex(tracks);
  const releases = new Set(tracks.flatMap((track) => releaseOf(track) ?? []));
  return [...releases].flatMap((release) => {
    const members = index
      .rowsWith({ attribute: "release", value: release })
      .map((row) => tracks[row] as Track);
    const [first] = members;
    if (first === undefined || members.length < minimumTracks) return [];
    const artists = new Set(members.flatMap((track) => track.artists));
    return {
      id: `release:${release}`,
      title: first.album ?? release,
      modifiedAt: dateInYear(first.year ?? earliest, random),
      trackIds: members.map((track) => track.id),
      description: artists.size > 2 ? "compilation" : "release",
    };
  });
}
