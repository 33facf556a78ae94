import { words } from "../../statistics/words.ts";
import type { Track } from "../../types/track.ts";

/** The modalities that conversations should span (TalkPlay §3.2: all but playlist co-occurrence). */
export type TextModality = "metadata" | "semantic" | "lyrics" | "audio";

/** In the order of reports. */
export const MODALITIES: readonly TextModality[] = ["metadata", "semantic", "lyrics", "audio"];

/**
 * Which modalities of its track a text talks about, by names and stock words: a measure to compare sets with, not an
 * understanding. Lyrics count when three neighbouring words of theirs are said, or words such as "lyrics".
 */
export function mentionedModalities(
  text: string,
  track: Track,
): { mentioned: TextModality[]; available: TextModality[] } {
  const said = ` ${words(text).join(" ")} `;
  const says = (name: string | undefined) => {
    const plain = words(name ?? "").join(" ");
    return plain.length >= 3 && said.includes(` ${plain} `);
  };
  const { title, artists, album, label, year, tags = [], genre, lyrics } = track;
  const metadata =
    [title, album, label, ...artists].some(says) ||
    (year !== undefined && says(String(year))) ||
    DATES.test(said);
  const semantic = [...tags, ...(genre?.split(",") ?? [])].some(says);
  const about: Record<TextModality, boolean> = {
    metadata,
    semantic,
    lyrics: LYRICS.test(said) || quotesLyrics(said, lyrics),
    audio: AUDIO.test(said),
  };
  const stated: Record<TextModality, boolean> = {
    metadata: true,
    semantic: tags.length > 0 || genre !== undefined,
    lyrics: lyrics !== undefined,
    audio: true,
  };
  return {
    mentioned: MODALITIES.filter((modality) => about[modality]),
    available: MODALITIES.filter((modality) => stated[modality]),
  };
}

function quotesLyrics(said: string, lyrics: string | undefined): boolean {
  const sung = words(lyrics ?? "");
  return sung.some((_, start) => {
    const three = sung.slice(start, start + 3);
    return three.length === 3 && three.join("").length >= 9 && said.includes(` ${three.join(" ")} `);
  });
}

const DATES =
  /\b(year|newer|older|recent|decade|sixties|seventies|eighties|nineties|(19|20)\d0s|album|label|artist|same band)\b/;
const LYRICS = /\b(lyrics?|words about|sings? about|singing about|sung about|verses?|chorus|lines? about)\b/;
const AUDIO =
  /\b(tempo|slow|slower|fast|faster|upbeat|energy|energetic|quiet|quieter|calm|calmer|loud|louder|soft|softer|gentle|mellow|lively|intense|heavy|bass|beats?|drums?|drumming|percussion|guitars?|piano|synths?|strings|vocals?|voice|instrumental|rhythm|groove|melody|sound|sounds|sounding|minutes?|short|shorter|long|longer)\b/;
