import type { Dialogue } from "../types/dialogue.ts";
import type { Track } from "../types/track.ts";

/** What a text can mention. */
export type Mention =
  | "artist"
  | "title"
  | "title word"
  | "album"
  | "label"
  | "tag"
  | "two tags"
  | "genre"
  | "year"
  | "newer or older"
  | "minutes"
  | "length"
  | "energy"
  | "same release"
  | "same artist"
  | "label relation"
  | "title talk"
  | "rejection";

/** Shares of the queries and of the responses that mention a thing. */
export type MentionRates = Record<Mention, { query: number; response: number }>;

/**
 * Measures how often queries and responses name their track's facts, by looking for names, tags and stock words. It
 * understands nothing, so it is for comparing sets of dialogues with each other: the simulator's probabilities were set
 * until its rates came close to those of written conversations.
 */
export function mentionRates(options: {
  dialogues: Iterable<Dialogue>;
  /** The catalogue; turns over tracks that it lacks are left out. */
  tracks: readonly Track[];
}): MentionRates {
  const trackOf = new Map(options.tracks.map((track) => [track.id, track]));
  const counts = new Map<Mention, { query: number; response: number }>(
    Object.keys(DETECTORS).map((mention) => [mention as Mention, { query: 0, response: 0 }]),
  );
  let turns = 0;
  for (const dialogue of options.dialogues) {
    for (const { query, response, trackId } of dialogue.turns) {
      const track = trackOf.get(trackId);
      if (track === undefined) continue;
      turns++;
      const said = { query: normalised(query), response: normalised(response) };
      for (const [mention, count] of counts) {
        if (DETECTORS[mention](said.query, track)) count.query++;
        if (DETECTORS[mention](said.response, track)) count.response++;
      }
    }
  }
  const rates = [...counts].map(([mention, { query, response }]) => {
    return [mention, { query: query / turns, response: response / turns }] as const;
  });
  return Object.fromEntries(rates) as MentionRates;
}

type Detector = (text: string, track: Track) => boolean;

const DETECTORS: Record<Mention, Detector> = {
  artist: (text, { artists }) => artists.some((artist) => names(text, artist)),
  title: (text, { title }) => names(text, title.replace(/\(.*?\)/g, "")),
  "title word": (text, { title }) =>
    normalised(title)
      .split(" ")
      .some((word) => word.length > 3 && names(text, word)),
  album: (text, { album = "" }) => names(text, album),
  label: (text, { label = "" }) => names(text, label),
  tag: (text, track) => namedTags(text, track) >= 1,
  "two tags": (text, track) => namedTags(text, track) >= 2,
  genre: (text, { genre = "" }) => genre.split(",").some((part) => names(text, part)),
  year: stock(/\b(19|20)\d\d/),
  "newer or older": stock(/year|newer|older|recent|earlier|later /),
  minutes: stock(/minute|second|\bmin\b|\d \d\d\b/),
  length: stock(
    /\b(long|longer|longest|short|shorter|shortest|brief|briefer|quick|quicker|tiny|length|small|compact)\b/,
  ),
  energy: stock(
    /\b(energy|quiet|quieter|calm|calmer|soft|softer|mellow|gentle|low|loud|louder|intense|wild|hushed|slow|still|livelier|lively|power|full|notch)\b/,
  ),
  "same release": stock(
    /same (album|record|ep|release|compilation|collection|set|lp|show)|that (album|record|ep|compilation|release|collection)|off (it|that)/,
  ),
  "same artist": stock(
    /same (artist|band|guy|dude|singer|musician|group|people|producer|composer|rapper|crew|act|player|person|pair|two|hands|lot|dj)|\b(them|they|their|theirs|his|hers|he|him)\b/,
  ),
  "label relation": stock(/label/),
  "title talk": stock(/title|name/),
  rejection: stock(/^ (no|nah|nope|hmm|skip|not|sorry|meh|eh|too)\b|\bskip\b/),
};

function stock(pattern: RegExp): Detector {
  return (text) => pattern.test(text);
}

function namedTags(text: string, { tags = [] }: Track): number {
  return tags.filter((tag) => spellings(tag).some((spelling) => names(text, spelling))).length;
}

function spellings(tag: string): string[] {
  const apart: Record<string, string[]> = {
    Rap: ["hip hop"],
    "Drum & Bass": ["dnb", "drum n bass", "drum and bass"],
  };
  return [tag, `${tag}y`, tag.split("/")[0] ?? tag, ...(apart[tag] ?? [])];
}

/** Whether a normalised text holds a name of at least three characters, as whole words. */
function names(text: string, name: string): boolean {
  const plain = normalised(name);
  return plain.length > 4 && text.includes(plain);
}

/** Words in lower case with a space before, between and after. */
function normalised(text: string): string {
  return ` ${(text.toLowerCase().match(/[\p{L}\p{N}']+/gu) ?? []).join(" ")} `;
}
