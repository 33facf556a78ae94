import { parseJsonLines } from "../records/parse-json-lines.ts";
import { malformed, optionalText, recordList, requiredText, textList } from "../records/source-record.ts";
import type { SourceRecord } from "../records/source-record.ts";
import type { Track } from "../types/track.ts";

/** One exchange of CPCD: a system shows several tracks, the listener says which ones they like. */
export interface CpcdTurn {
  query: string;
  /** Empty for 81 turns of the published training split. */
  response: string;
  /** Tracks liked at this turn; their order means nothing. */
  likedTrackIds: string[];
  dislikedTrackIds: string[];
}

/** A conversation of the Conversational Playlist Curation Dataset (arXiv 2303.06791). */
export interface CpcdDialogue {
  id: string;
  /** The playlist that the conversation ends with. Empty for 2 dialogues of the published training split. */
  goalTrackIds: string[];
  turns: CpcdTurn[];
}

/** The conversations and every track that any of them shows. */
export interface Cpcd {
  dialogues: CpcdDialogue[];
  /** In the order in which the file first names them. */
  tracks: Track[];
}

/**
 * Reads CPCD's published JSON lines (`cpcd_v1.dialogs.*.jsonl`).
 *
 * @throws {MalformedRecordError} for a malformed line, or a liked, disliked or goal track that its line does not list.
 */
export function parseCpcd(
  text: string,
  options: {
    /** How errors name the source. @default "cpcd.jsonl" */
    file?: string;
  } = {},
): Cpcd {
  const { file = "cpcd.jsonl" } = options;
  const tracks = new Map<string, Track>();
  const dialogues = parseJsonLines(text, file).map((record): CpcdDialogue => {
    const listed = listedTracks(record);
    for (const track of listed.values()) {
      if (!tracks.has(track.id)) tracks.set(track.id, track);
    }
    const listedIds = (owner: SourceRecord, field: string) => {
      const ids = textList(owner, field, "|");
      const missing = ids.find((id) => !listed.has(id));
      if (missing !== undefined)
        throw malformed(owner, field, `ids under "tracks" (which lacks "${missing}")`);
      return ids;
    };
    return {
      id: requiredText(record, "id"),
      goalTrackIds: listedIds(record, "goal_playlist"),
      turns: recordList(record, "turns").map((turn) => ({
        query: optionalText(turn, "user_query") ?? "",
        response: optionalText(turn, "system_response") ?? "",
        likedTrackIds: listedIds(turn, "liked_results"),
        dislikedTrackIds: listedIds(turn, "disliked_results"),
      })),
    };
  });
  return { dialogues, tracks: [...tracks.values()] };
}

function listedTracks(record: SourceRecord): Map<string, Track> {
  const listed = record.fields["tracks"];
  if (typeof listed !== "object" || listed === null)
    throw malformed(record, "tracks", "an object of tracks by id");
  const tracks = Object.entries(listed).map(([key, fields]): Track => {
    const track: SourceRecord = { place: record.place, path: `tracks.${key}.`, fields: fields as never };
    const album = optionalText(track, "track_release_titles");
    return {
      id: requiredText(track, "track_ids"),
      title: requiredText(track, "track_titles"),
      artists: textList(track, "track_artists", "|"),
      ...(album !== undefined && { album }),
    };
  });
  return new Map(tracks.map((track) => [track.id, track]));
}
