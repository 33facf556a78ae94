import type { Playlist } from "../types/playlist.ts";
import type { Track } from "../types/track.ts";
import type { MpdPlaylist, MpdTrack } from "./mpd-records.ts";

/** A playlist of the Million Playlist Dataset as a `Playlist`: track ids are the URIs, the title is kept as written. */
export function playlistFromMpd(playlist: MpdPlaylist): Playlist {
  return {
    id: String(playlist.pid),
    title: playlist.name,
    modifiedAt: playlist.modified_at,
    trackIds: playlist.tracks.map((track) => track.track_uri),
    ...(playlist.description !== undefined && { description: playlist.description }),
  };
}

/** A track of the Million Playlist Dataset as a `Track`, its id the URI. Year, tags and lyrics it does not have. */
export function trackFromMpd(track: MpdTrack): Track {
  return {
    id: track.track_uri,
    title: track.track_name,
    artists: [track.artist_name],
    ...(track.album_name !== "" && { album: track.album_name }),
    releaseId: track.album_uri,
    ...(track.duration_ms > 0 && { durationMs: track.duration_ms }),
  };
}
