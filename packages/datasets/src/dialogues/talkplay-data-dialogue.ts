import { malformed, optionalText, recordList, requiredText } from "../records/source-record.ts";
import type { SourceRecord } from "../records/source-record.ts";
import type { Dialogue } from "../types/dialogue.ts";

/** A line of the published schema TalkPlayData-1; the content of a `music` message is a track id. */
export interface TalkPlayDataLine {
  cid: string;
  pid: string;
  conversations: { role: "user" | "music" | "assistant"; content: string }[];
}

const ROLES = ["user", "music", "assistant"] as const;

/** Reads one conversation, whose messages must come as user, music, assistant. @throws {MalformedRecordError} */
export function readTalkPlayDataDialogue(record: SourceRecord): Dialogue {
  const messages = recordList(record, "conversations");
  if (messages.length === 0 || messages.length % ROLES.length !== 0) {
    throw malformed(record, "conversations", "a list of user, music and assistant messages in threes");
  }
  for (const [index, message] of messages.entries()) {
    const role = ROLES[index % ROLES.length];
    if (message.fields["role"] !== role) throw malformed(message, "role", `"${role}"`);
  }
  const turns = Array.from({ length: messages.length / ROLES.length }, (_, turn) => {
    const [user, music, assistant] = messages.slice(turn * ROLES.length) as [
      SourceRecord,
      SourceRecord,
      SourceRecord,
    ];
    return {
      query: requiredText(user, "content"),
      trackId: requiredText(music, "content"),
      response: optionalText(assistant, "content") ?? "",
    };
  });
  const playlistId = optionalText(record, "pid");
  return { id: requiredText(record, "cid"), ...(playlistId && { playlistId }), turns };
}

/** Makes the line of one conversation. The schema has no place for the goal, which is left out. */
export function talkPlayDataLine({ id, playlistId = "", turns }: Dialogue): TalkPlayDataLine {
  const conversations = turns.flatMap(({ query, trackId, response }) => [
    { role: "user" as const, content: query },
    { role: "music" as const, content: trackId },
    { role: "assistant" as const, content: response },
  ]);
  return { cid: id, pid: playlistId, conversations };
}
