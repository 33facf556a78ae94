import type { Track } from "../../types/track.ts";
import type { Mood } from "../taxonomy/moods.ts";
import type { Genre, Style } from "../taxonomy/genres.ts";
import type { Topic } from "../taxonomy/topics.ts";

/** Who publishes records of one genre. */
export interface Label {
  index: number;
  name: string;
}

/** A performer and a career. Days are counted from the epoch. */
export interface Artist {
  index: number;
  name: string;
  genre: Genre;
  /** One or two; the first is the usual one. */
  styles: readonly Style[];
  firstDay: number;
  lastDay: number;
  mood: Mood;
  topics: readonly Topic[];
  /** Added to the appeal of each track; standard normal. */
  appeal: number;
  /** Absent for those who publish their records themselves. */
  label: Label | undefined;
}

/** A track together with what made it so, which its listed facts only hint at. */
export interface Recording {
  track: Track;
  artist: Artist;
  label: Label | undefined;
  style: Style;
  mood: Mood;
  topic: Topic;
  /** 0 (still) to 1 (frantic). */
  energy: number;
  /** Days from the epoch. */
  releaseDay: number;
  /** The most popular of a catalogue has the highest. */
  appeal: number;
}
