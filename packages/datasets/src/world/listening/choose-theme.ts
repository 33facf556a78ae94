import type { Recording } from "../catalogue/recording.ts";
import { decadeOf, startOfYear } from "../calendar-days.ts";
import type { SeededRandom } from "../../random/seeded-random.ts";
import type { TrackPool } from "./track-pool.ts";
import type { TrackPools } from "./track-pools.ts";

/** What holds a playlist together. */
export type ThemeKind = "style" | "mood" | "era" | "artist" | "label" | "topic" | "mixed";

/** A theme and where its tracks come from. */
export interface Theme {
  kind: ThemeKind;
  /** The track that gave the listener the idea. */
  seed: Recording;
  /** Each position takes one source; a source names its pools from the narrowest to the broadest. */
  sources: TrackPool[][];
  /** Rows of the span of time that the tracks are from, the end exclusive. */
  firstRow: number;
  endRow: number;
}

const WEIGHTS: readonly (readonly [ThemeKind, number])[] = [
  ["style", 0.3],
  ["mood", 0.2],
  ["era", 0.12],
  ["artist", 0.1],
  ["label", 0.06],
  ["topic", 0.12],
  ["mixed", 0.1],
];

/** A listener keeps to a few years around the seed this often. */
const NARROW_SPAN = 0.5;
const NARROW_DAYS = 4 * 365;

/** Takes a popular track among the first `endRow` and makes a theme of something about it. */
export function chooseTheme(pools: TrackPools, endRow: number, random: SeededRandom): Theme {
  const seed = popularTrack(pools, endRow, random);
  const [kind] = random.weighted(WEIGHTS, ([, weight]) => weight);
  const sources = [sourceOf(kind, seed, pools)];
  if (kind === "mixed") sources.push(sourceOf(kind, popularTrack(pools, endRow, random), pools));
  const [firstDay, endDay] = spanOf(kind, seed, random);
  return {
    kind,
    seed,
    sources,
    firstRow: pools.releasedBefore(firstDay),
    endRow: Math.min(endRow, pools.releasedBefore(endDay)),
  };
}

function popularTrack(pools: TrackPools, endRow: number, random: SeededRandom): Recording {
  return pools.recordings[pools.everything.draw(random, 0, endRow) as number] as Recording;
}

function sourceOf(kind: ThemeKind, seed: Recording, pools: TrackPools): TrackPool[] {
  const kinds = {
    style: ["style", "genre"],
    mood: ["genre and mood", "mood"],
    era: ["genre"],
    artist: ["artist", "style", "genre"],
    label: ["label", "style", "genre"],
    topic: ["topic"],
    mixed: ["style", "genre"],
  } as const;
  return [...kinds[kind].flatMap((pool) => pools.like(seed, pool) ?? []), pools.everything];
}

function spanOf(kind: ThemeKind, { releaseDay }: Recording, random: SeededRandom): [number, number] {
  if (kind === "era") {
    const decade = decadeOf(releaseDay);
    return [startOfYear(decade), startOfYear(decade + 10)];
  }
  if (kind === "artist" || kind === "mixed" || !random.chance(NARROW_SPAN)) return [-Infinity, Infinity];
  return [releaseDay - NARROW_DAYS, releaseDay + NARROW_DAYS];
}
