import type { SeededRandom } from "../../random/seeded-random.ts";
import { TOPICS } from "../taxonomy/topics.ts";
import type { Recording } from "./recording.ts";
import { capitalized } from "./invented-names.ts";

type Sung = Pick<Recording, "style" | "mood" | "topic">;

// {} = a noun of the topic, the genre or the style; [] = a word of the mood
const LINES = [
  "{} and {} in the {}",
  "I hear the {} of the {}",
  "[] under the {}",
  "take me back to the {}",
  "oh my {}, oh my {}",
  "there is no {} in your {}",
  "we were [] like the {}",
  "nobody knows the {}",
  "all the {} of the {}",
  "[], so [], by the {}",
  "give me the {} and the {}",
  "you said the {} was []",
  "between the {} and the {}",
  "when the {} comes again",
  "I left my {} at the {}",
  "and the {} goes on",
];

const TITLES = [
  "{}",
  "{}",
  "{} {}",
  "{} {}",
  "[] {}",
  "[] {}",
  "The {}",
  "My {}",
  "{} of the {}",
  "{} in the {}",
  "[]",
];
const TITLE_ENDINGS = [" (Remix)", " - Live", " (Interlude)", " Pt. 2", " (Demo)", " - Remastered"];

/** Lyrics in verses and a repeated chorus, one line a line; their words give away genre, style, mood and topic. */
export function writeLyrics(song: Sung, random: SeededRandom): string {
  const chorus = writeLines(song, 2, random);
  const verses = Array.from({ length: 2 + random.below(2) }, () => writeLines(song, 4, random));
  return verses.map((verse) => `${verse}\n${chorus}`).join("\n\n");
}

/** A title of one to four words, about what the track is about. */
export function writeTrackTitle(song: Sung, random: SeededRandom): string {
  const title = fill(random.pick(TITLES), song, random, capitalized);
  return random.chance(0.06) ? title + random.pick(TITLE_ENDINGS) : title;
}

/** A title of an album, about its first track's topic. */
export function writeAlbumTitle(song: Sung, random: SeededRandom): string {
  return fill(random.pick(TITLES), song, random, capitalized);
}

function writeLines(song: Sung, count: number, random: SeededRandom): string {
  return Array.from({ length: count }, () => fill(random.pick(LINES), song, random)).join("\n");
}

function fill(pattern: string, song: Sung, random: SeededRandom, spell = (word: string) => word): string {
  return pattern.replace(/\{\}|\[\]/g, (slot) =>
    spell(slot === "[]" ? random.pick(song.mood.words) : random.pick(nouns(song, random))),
  );
}

function nouns({ style, topic }: Sung, random: SeededRandom): readonly string[] {
  const kind = random.fraction();
  if (kind < 0.4) return topic.words;
  if (kind < 0.68) return style.genre.words;
  if (kind < 0.95) return style.words;
  return random.pick(TOPICS).words;
}
