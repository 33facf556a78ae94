import type { SeededRandom } from "../../random/seeded-random.ts";
import type { Playlist } from "../../types/playlist.ts";
import type { Track } from "../../types/track.ts";
import { branchRandom } from "../branch-random.ts";
import type { World } from "../generate-world.ts";

/** Which slices, and how many playlists each has. */
export interface FormatWorldSlicesOptions {
  world: World;
  /** @default 1000 */
  playlistsPerSlice?: number;
  /** First slice to make, from 0. @default 0 */
  firstSlice?: number;
  /** Slice to stop before. @default all */
  endSlice?: number;
  /** Chooses what a world's playlists leave open: followers, edits, descriptions, who may edit. @default 1 */
  seed?: number;
}

/** A file of the Million Playlist Dataset's format. */
export interface WorldSlice {
  /** `mpd.slice.0-999.json` for the first thousand. */
  name: string;
  /** JSON, indented by four as in the dataset. */
  text: string;
}

/**
 * Writes a world's playlists in the slice format of the Million Playlist Dataset (Chen et al. 2018), one slice at a
 * time. A track's URI ends in its id, filled up with zeros to 22 characters; `pid` is the playlist's index.
 *
 * @throws {RangeError} if `playlistsPerSlice` is not a positive integer.
 */
export function* formatWorldSlices(options: FormatWorldSlicesOptions): Generator<WorldSlice> {
  const {
    world,
    playlistsPerSlice = 1000,
    firstSlice = 0,
    endSlice = Number.POSITIVE_INFINITY,
    seed = 1,
  } = options;
  if (!Number.isInteger(playlistsPerSlice) || playlistsPerSlice < 1) {
    throw new RangeError(`playlistsPerSlice should be a positive integer, but is ${playlistsPerSlice}.`);
  }
  const listings = new Map(listTracks(world.tracks));
  const slices = Math.min(endSlice, Math.ceil(world.playlists.length / playlistsPerSlice));
  for (let slice = firstSlice; slice < slices; slice++) {
    const first = slice * playlistsPerSlice;
    const count = Math.min(playlistsPerSlice, world.playlists.length - first);
    const span = `${first}-${first + count - 1}`;
    const playlists = Array.from({ length: count }, (_, offset) =>
      slicePlaylist(
        first + offset,
        world.playlists.at(first + offset),
        listings,
        branchRandom(seed, first + offset),
      ),
    );
    const info = { generated_on: "2017-12-03 08:41:42.057563", slice: span, version: "v1" };
    yield { name: `mpd.slice.${span}.json`, text: JSON.stringify({ info, playlists }, null, 4) };
  }
}

/** A track as playlists list it, but for its position. */
type Listing = ReturnType<typeof listing>;

function listTracks(tracks: readonly Track[]): [string, Listing][] {
  const artistIds = new Map<string, string>();
  return tracks.map((track) => {
    const [artist = ""] = track.artists;
    const artistId = artistIds.get(artist) ?? `r${artistIds.size}`;
    artistIds.set(artist, artistId);
    return [track.id, listing(track, artist, artistId)];
  });
}

function listing(track: Track, artist: string, artistId: string) {
  return {
    artist_name: artist,
    track_uri: worldTrackUri(track.id),
    artist_uri: uri("artist", artistId),
    track_name: track.title,
    album_uri: uri("album", track.releaseId ?? ""),
    duration_ms: track.durationMs ?? 0,
    album_name: track.album ?? "",
  };
}

/** The URI by which slices name a track of a world. */
export function worldTrackUri(id: string): string {
  return uri("track", id);
}

function uri(kind: "track" | "artist" | "album", id: string): string {
  return `spotify:${kind}:${id.padStart(22, "0")}`;
}

function slicePlaylist(
  pid: number,
  playlist: Playlist,
  listings: ReadonlyMap<string, Listing>,
  random: SeededRandom,
) {
  const tracks = playlist.trackIds.map((id, pos) => ({ pos, ...(listings.get(id) as Listing) }));
  const distinct = (field: "album_uri" | "artist_uri") => new Set(tracks.map((track) => track[field])).size;
  return {
    name: playlist.title,
    collaborative: random.chance(0.02) ? "true" : "false",
    pid,
    modified_at: playlist.modifiedAt,
    num_tracks: tracks.length,
    num_albums: distinct("album_uri"),
    // Most have one, few have many: Zipf's law with exponent 2.
    num_followers: Math.floor(1 / (1 - random.fraction())),
    tracks,
    num_edits: 1 + random.below(tracks.length),
    duration_ms: tracks.reduce((sum, track) => sum + track.duration_ms, 0),
    num_artists: distinct("artist_uri"),
    ...(random.chance(0.02) && { description: `for ${playlist.title.trim()}` }),
  };
}
