import type { Track } from "../../types/track.ts";
import { quoteExactly, quoteText, withoutInstructions } from "./quote-text.ts";

/** How much of a track a prompt tells. */
export interface TrackDetail {
  /** Words of the lyrics, from their beginning; 0 for none. */
  lyricsWords: number;
  tags: number;
}

/** One track as lines `name: "quoted"`; facts that the catalogue does not state have no line. */
export function trackBlock(track: Track, { lyricsWords, tags }: TrackDetail): string {
  const lines = [`id: ${quoteExactly(track.id)}`, `title: ${quoteText(track.title)}`];
  lines.push(`artists: ${quoteText(track.artists.slice(0, 5).join(", "))}`);
  if (track.album !== undefined) lines.push(`album: ${quoteText(track.album)}`);
  if (track.label !== undefined) lines.push(`label: ${quoteText(track.label)}`);
  if (track.year !== undefined) lines.push(`year: ${track.year}`);
  if (track.durationMs !== undefined) lines.push(`length: ${minutesAndSeconds(track.durationMs)}`);
  if (track.energy !== undefined) lines.push(`energy: ${ENERGY[track.energy]}`);
  if (track.genre !== undefined) lines.push(`genre: ${quoteText(track.genre)}`);
  const said = (track.tags ?? []).slice(0, tags);
  if (said.length > 0) lines.push(`tags: ${quoteText(said.join(", "))}`);
  const excerpt = firstWords(withoutInstructions(track.lyrics ?? ""), lyricsWords);
  if (excerpt !== "") lines.push(`lyrics: ${quoteText(excerpt, { maximumCharacters: 12 * lyricsWords })}`);
  return lines.join("\n");
}

const ENERGY = { 1: "passive", 2: "medium", 3: "active" } as const;

function minutesAndSeconds(durationMs: number): string {
  const seconds = Math.round(durationMs / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

function firstWords(text: string, count: number): string {
  return text
    .replace(/\s*\n\s*/g, " / ")
    .split(" ")
    .filter((word) => word !== "")
    .slice(0, count)
    .join(" ");
}
