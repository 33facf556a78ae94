export type { Track } from "./types/track.ts";
export type { Playlist } from "./types/playlist.ts";
export type { Dialogue, DialogueTurn } from "./types/dialogue.ts";
export { MalformedRecordError } from "./errors/malformed-record-error.ts";
export type { RecordPlace } from "./errors/malformed-record-error.ts";
export { parseFreemusicc } from "./catalogue/freemusicc.ts";
export type { FreemusiccCatalogue, RepeatedTrack } from "./catalogue/freemusicc.ts";
export { parseCatalogue } from "./catalogue/parse-catalogue.ts";
export type { CatalogueColumnOptions, TrackColumns } from "./catalogue/track-from-record.ts";
export { UnknownTrackError } from "./errors/unknown-track-error.ts";
export type { UnknownTrack } from "./errors/unknown-track-error.ts";
export { parseDialogues } from "./dialogues/parse-dialogues.ts";
export type { DialogueSchema, ParsedDialogues } from "./dialogues/parse-dialogues.ts";
export { formatDialogues } from "./dialogues/format-dialogues.ts";
export { checkTrackIds } from "./dialogues/check-track-ids.ts";
export { parseCpcd } from "./dialogues/parse-cpcd.ts";
export type { Cpcd, CpcdDialogue, CpcdTurn } from "./dialogues/parse-cpcd.ts";
export { splitByTime } from "./split/split-by-time.ts";
export { splitAtRandom } from "./split/split-at-random.ts";
export type { Split, SplitSizes } from "./split/split.ts";
export { coldTracks } from "./split/cold-tracks.ts";
export { findLeaks } from "./split/find-leaks.ts";
export type { Leak } from "./split/find-leaks.ts";
export { dialogueStatistics } from "./statistics/dialogue-statistics.ts";
export type { DialogueStatistics } from "./statistics/dialogue-statistics.ts";
export { playlistStatistics } from "./statistics/playlist-statistics.ts";
export type { PlaylistStatistics } from "./statistics/playlist-statistics.ts";
export { formatDialogueTable, formatPlaylistTable } from "./statistics/table-1.ts";
export type { NamedStatistics } from "./statistics/table-1.ts";
export { releasePlaylists } from "./playlists/release-playlists.ts";
export { drawPlaylists } from "./playlists/draw-playlists.ts";
export type { DrawPlaylistsOptions } from "./playlists/draw-playlists.ts";
export { simulateDialogues } from "./simulator/simulate-dialogues.ts";
export type {
  SimulateDialoguesOptions,
  SimulatedDialogue,
  SimulatedTurn,
} from "./simulator/simulate-dialogues.ts";
export { claimHolds } from "./simulator/claims/claim-holds.ts";
export type { Change, Claim } from "./simulator/claims/claim.ts";
