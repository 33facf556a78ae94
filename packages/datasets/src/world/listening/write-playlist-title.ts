import type { SeededRandom } from "../../random/seeded-random.ts";
import { decadeOf, yearOf } from "../calendar-days.ts";
import { capitalized } from "../catalogue/invented-names.ts";
import type { Theme, ThemeKind } from "./choose-theme.ts";

/** {} = what the playlist is about, [] = the year it was made. */
const FORMS: Record<ThemeKind, readonly string[]> = {
  style: ["{}", "{}", "{} mix", "best of {}", "{} vibes", "my {}", "{} []", "all the {}"],
  mood: ["{}", "{}", "{}", "{} mix", "{} []", "{} playlist"],
  era: ["{}", "{}", "best of the {}", "{} throwbacks", "{} hits", "those {} days"],
  artist: ["{}", "{}", "best of {}", "{} radio", "{} & friends", "this is {}"],
  label: ["{}", "{} catalogue", "everything on {}", "{} picks"],
  topic: ["{}", "songs about {}", "{} songs", "the {} playlist", "{} {}"],
  mixed: ["{}", "{}", "{} []", "{} 2", "my {}"],
};

const EVERYDAY = (
  "music, stuff, jams, my jams, car, party, new, favorites, faves, shower, work, study, gym, random, good stuff, mix, " +
  "everything, throwback, summer, spring, fall, winter, running, pregame, weekend, oldies, bus, cleaning, lit"
).split(", ");

const ENDINGS = ["!", "!!", "...", " <3", " :)", " pt 2", "~"];

/**
 * A title as people write it: more or less what the theme is, mostly in lower case, not always tidy.
 *
 * @param day from the epoch, when it is written
 */
export function writePlaylistTitle(theme: Theme, day: number, random: SeededRandom): string {
  const form = random.pick(FORMS[theme.kind]).replaceAll("{}", subject(theme, random));
  let title = inHandwriting(form.replaceAll("[]", String(yearOf(day))), random);
  if (random.chance(0.06)) title += random.pick(ENDINGS);
  if (random.chance(0.12)) title += (random.chance(0.7) ? " " : "") + random.pick(theme.seed.mood.emojis);
  if (random.chance(0.04)) title = title.replace(" ", "  ");
  if (random.chance(0.05)) title = random.chance(0.8) ? `${title} ` : ` ${title}`;
  return title;
}

function subject({ kind, seed }: Theme, random: SeededRandom): string {
  switch (kind) {
    case "style":
      return random.chance(0.8) ? seed.style.name : seed.style.genre.name;
    case "mood":
      return random.pick(seed.mood.titles) + (random.chance(0.25) ? ` ${seed.style.genre.name}` : "");
    case "era":
      return `${decadeWords(decadeOf(seed.releaseDay), random)} ${random.chance(0.8) ? seed.style.genre.name : "music"}`;
    case "artist":
      return seed.artist.name;
    case "label":
      return seed.label?.name ?? seed.style.name;
    case "topic":
      return random.chance(0.6) ? seed.topic.name : random.pick(seed.topic.words);
    case "mixed":
      return random.pick(EVERYDAY);
  }
}

/** "90s", "90's" or "1990s"; from 2000 on in full. */
function decadeWords(decade: number, random: SeededRandom): string {
  const short = decade < 2000 ? String(decade % 100) : String(decade);
  return random.pick([`${short}s`, `${short}'s`, `${decade}s`]);
}

function inHandwriting(title: string, random: SeededRandom): string {
  const manner = random.fraction();
  if (manner < 0.5) return title.toLowerCase();
  if (manner < 0.75) return title.split(" ").map(capitalized).join(" ");
  if (manner < 0.93) return capitalized(title);
  return title.toUpperCase();
}
