import { describe, expect, it } from "vitest";
import { SeededRandom } from "../random/seeded-random.ts";
import type { Track } from "../types/track.ts";
import { generateWorld } from "./generate-world.ts";

const world = generateWorld({ tracks: 3000, playlists: 1500, seed: 11, averageTracks: 20 });
const rowOf = new Map(world.tracks.map(({ id }, row) => [id, row]));
const playlists = Array.from(world.playlists, ({ trackIds }) =>
  trackIds.map((id) => rowOf.get(id) as number),
);

type Pair = readonly [number, number];
type Similarity = (a: number, b: number) => number | undefined;

const track = (row: number) => world.tracks[row] as Track;

/** Each uses its own modality's facts and no others; undefined where a track has none. */
const similarities: Record<string, Similarity> = {
  semantic: (a, b) => overlap(new Set(track(a).tags), new Set(track(b).tags)),
  artist: (a, b) => Number(track(a).artists[0] === track(b).artists[0]),
  album: (a, b) => Number(track(a).releaseId === track(b).releaseId),
  label: (a, b) =>
    track(a).label === undefined || track(b).label === undefined
      ? undefined
      : Number(track(a).label === track(b).label),
  year: (a, b) => -Math.abs((track(a).year as number) - (track(b).year as number)),
  metadata: (a, b) =>
    2 * Number(track(a).artists[0] === track(b).artists[0]) +
    Number(track(a).label !== undefined && track(a).label === track(b).label) +
    Math.exp(-Math.abs((track(a).year as number) - (track(b).year as number)) / 5),
  lyrics: (a, b) => {
    const [one, other] = [track(a).lyrics, track(b).lyrics];
    return one === undefined || other === undefined ? undefined : overlap(words(one), words(other));
  },
  audio: (a, b) => cosine(sound(a), sound(b)),
};

/** The four modalities, and the facts of metadata one by one: few tracks share an album. */
const floors = {
  semantic: 0.6,
  metadata: 0.6,
  lyrics: 0.6,
  audio: 0.6,
  artist: 0.56,
  album: 0.52,
  label: 0.6,
  year: 0.6,
};

describe("unit: what predicts that two tracks are in one playlist", () => {
  it.each(Object.entries(floors))("%s does, above chance", (name, floor) => {
    const similarity = similarities[name] as Similarity;
    const { together, apart } = drawPairs(4000);
    expect(areaUnderCurve(together, apart, similarity)).toBeGreaterThan(floor);
  });

  it.each(Object.keys(floors))("%s does not once tracks swap their facts", (name) => {
    const swapped = new SeededRandom(3).shuffled(Array.from(world.tracks.keys()));
    const similarity: Similarity = (a, b) => similarities[name]?.(swapped[a] as number, swapped[b] as number);
    const { together, apart } = drawPairs(4000);
    expect(Math.abs(areaUnderCurve(together, apart, similarity) - 0.5)).toBeLessThan(0.03);
  });
});

/** Two different tracks of one playlist, and two of any: both members as popular as playlists make them. */
function drawPairs(count: number): { together: Pair[]; apart: Pair[] } {
  const random = new SeededRandom(7);
  const member = () => random.pick(random.pick(playlists));
  const pairs = (draw: () => Pair) => {
    const drawn: Pair[] = [];
    while (drawn.length < count) {
      const pair = draw();
      if (pair[0] !== pair[1]) drawn.push(pair);
    }
    return drawn;
  };
  return {
    together: pairs(() => {
      const playlist = random.pick(playlists);
      return [random.pick(playlist), random.pick(playlist)];
    }),
    apart: pairs(() => [member(), member()]),
  };
}

/** Chance that a pair of one playlist is more similar than a pair of any two, ties counted as half. */
function areaUnderCurve(together: Pair[], apart: Pair[], similarity: Similarity): number {
  const scores = (pairs: Pair[]) =>
    pairs.flatMap(([a, b]) => similarity(a, b) ?? []).toSorted((a, b) => a - b);
  const negatives = scores(apart);
  const positives = scores(together);
  let below = 0;
  let upTo = 0;
  let wins = 0;
  for (const score of positives) {
    while (below < negatives.length && (negatives[below] as number) < score) below++;
    while (upTo < negatives.length && (negatives[upTo] as number) <= score) upTo++;
    wins += (below + upTo) / 2;
  }
  return wins / (positives.length * negatives.length);
}

/** Jaccard. */
function overlap(a: Set<string>, b: Set<string>): number {
  const common = [...a].filter((item) => b.has(item)).length;
  return common / (a.size + b.size - common);
}

function words(text: string): Set<string> {
  return new Set(text.match(/[\w-]+/g));
}

function sound(row: number): Float32Array {
  const { rows, width } = world.audio;
  return rows.subarray(row * width, (row + 1) * width);
}

function cosine(a: Float32Array, b: Float32Array): number {
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
}

function dot(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, index) => sum + value * (b[index] as number), 0);
}
