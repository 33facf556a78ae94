import type { SeededRandom } from "../../random/seeded-random.ts";
import { normal } from "../normal.ts";
import { GENRES, STYLES } from "../taxonomy/genres.ts";
import { MOODS } from "../taxonomy/moods.ts";
import type { Artist, Recording } from "./recording.ts";

/** Standard deviations, per dimension, of what a sound is made of. */
const GENRE = 1;
const STYLE = 0.8;
const MOOD = 0.5;
const ARTIST = 0.5;
const ENERGY = 1.5;
const ERA = 0.4;
const NOISE = 0.7;

/**
 * A vector for each recording as an audio encoder might give it: means of genre, style and mood, an offset of the
 * artist's own, directions for energy and for the fashion of the time, and noise.
 *
 * @returns row-major [recordings, width].
 */
export function soundOf(recordings: readonly Recording[], width: number, random: SeededRandom): Float32Array {
  const direction = (scale: number) => Float32Array.from({ length: width }, () => scale * normal(random));
  const genres = GENRES.map(() => direction(GENRE));
  const styles = STYLES.map(() => direction(STYLE));
  const moods = MOODS.map(() => direction(MOOD));
  const energyDirection = direction(ENERGY);
  const eraDirection = direction(ERA);
  const artists = new Map<Artist, Float32Array>();

  const rows = new Float32Array(recordings.length * width);
  for (const [row, { artist, style, mood, energy, releaseDay }] of recordings.entries()) {
    const own = artists.get(artist) ?? direction(ARTIST);
    artists.set(artist, own);
    const mean = [genres[style.genre.index], styles[style.index], moods[mood.index], own] as Float32Array[];
    const decades = (releaseDay - 20 * 365.25) / 3652.5;
    for (let dimension = 0; dimension < width; dimension++) {
      const at = (vector: Float32Array) => vector[dimension] as number;
      rows[row * width + dimension] =
        mean.reduce((sum, vector) => sum + at(vector), 0) +
        (energy - 0.5) * at(energyDirection) +
        decades * at(eraDirection) +
        NOISE * normal(random);
    }
  }
  return rows;
}
