export type { Track } from "./types/track.ts";
export type { Playlist } from "./types/playlist.ts";
export type { Dialogue, DialogueTurn } from "./types/dialogue.ts";
export { MalformedRecordError } from "./errors/malformed-record-error.ts";
export type { RecordPlace } from "./errors/malformed-record-error.ts";
export { parseFreemusicc } from "./catalogue/freemusicc.ts";
export type { FreemusiccCatalogue, RepeatedTrack } from "./catalogue/freemusicc.ts";
export { parseCatalogue } from "./catalogue/parse-catalogue.ts";
export type { CatalogueColumnOptions, TrackColumns } from "./catalogue/track-from-record.ts";
