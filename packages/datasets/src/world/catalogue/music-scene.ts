import type { SeededRandom } from "../../random/seeded-random.ts";
import { startOfYear } from "../calendar-days.ts";
import { normal } from "../normal.ts";
import { GENRES, STYLES } from "../taxonomy/genres.ts";
import type { Genre, Style } from "../taxonomy/genres.ts";
import { MOODS } from "../taxonomy/moods.ts";
import type { Mood } from "../taxonomy/moods.ts";
import { TOPICS } from "../taxonomy/topics.ts";
import type { InventedNames } from "./invented-names.ts";
import type { Artist, Label } from "./recording.ts";

/** The earliest year of any career. */
const EARLIEST_YEAR = 1958;

/** Founds labels and artists, one after the other, with careers that end by the last day. */
export class MusicScene {
  private readonly labelsOfGenre: Label[][] = GENRES.map(() => []);
  private artists = 0;
  private labels = 0;

  constructor(private readonly options: { names: InventedNames; lastDay: number; random: SeededRandom }) {}

  createArtist(): Artist {
    const { names, random, lastDay: end } = this.options;
    const style = random.pick(STYLES);
    const { genre } = style;
    const firstDay = this.drawFirstDay(style);
    const careerYears = 1 - 9 * Math.log(1 - random.fraction());
    return {
      index: this.artists++,
      name: names.artist(genre),
      genre,
      styles: random.chance(0.4)
        ? [style, random.pick(random.chance(0.75) ? genre.styles : STYLES)]
        : [style],
      firstDay,
      lastDay: Math.min(end, Math.round(firstDay + careerYears * 365)),
      mood: drawMood(style, random),
      topics: [random.pick(TOPICS), random.pick(TOPICS)],
      appeal: normal(random),
      label: random.chance(0.9) ? this.signTo(genre) : undefined,
    };
  }

  /** A label of the genre: a new one now and then, so that some grow large and most stay small. */
  signTo(genre: Genre): Label {
    const { names, random } = this.options;
    const known = this.labelsOfGenre[genre.index] as Label[];
    if (known.length > 0 && !random.chance(0.12)) {
      return known[Math.floor(known.length * random.fraction() ** 2)] as Label;
    }
    const label = { index: this.labels++, name: names.label(genre) };
    known.push(label);
    return label;
  }

  /** Most start near their style's peak, others at any time after it; the recent past is the busiest. */
  private drawFirstDay({ peakYear }: Style): number {
    const { random, lastDay } = this.options;
    const earliest = startOfYear(EARLIEST_YEAR);
    const peak = Math.min(startOfYear(peakYear), lastDay - 365);
    const day = random.chance(0.7)
      ? peak + normal(random) * 5 * 365
      : peak + (lastDay - peak) * Math.sqrt(random.fraction());
    return Math.round(Math.min(Math.max(day, earliest), lastDay - 1));
  }
}

/** A mood whose energy suits the style's. */
export function drawMood(style: Style, random: SeededRandom): Mood {
  return random.weighted(MOODS, ({ energy }) => Math.exp(-(((energy - style.energy) / 0.3) ** 2)));
}
