import { ArgumentError } from "../errors/argument-error.ts";
import { topRows } from "../runs/top-rows.ts";
import { distinctPlaylistRows } from "./playlist-rows.ts";
import type { PlaylistRowsOptions } from "./playlist-rows.ts";
import type { Ranker } from "./ranker.ts";

/** Options of `createItemKnnRanker`. */
export interface ItemKnnOptions extends PlaylistRowsOptions {
  /** Neighbours kept per track; of equal similarities the lower row stays. @default 200 */
  neighbours?: number;
  /** Added to the similarity's denominator, so that pairs seen once weigh less. @default 0 */
  shrinkage?: number;
  /** @default "item-knn" */
  name?: string;
}

/**
 * Tracks that share playlists with the tracks played so far: the sum, over played tracks, of the cosine between the
 * two tracks' playlist sets, |both| / (√(|one| · |other|) + shrinkage), each track keeping its nearest `neighbours`.
 * At the first turn nothing has been played and all tracks tie.
 *
 * @throws {ArgumentError} naming the playlist with a row outside the catalogue, or for impossible options.
 * @see Deshpande and Karypis, "Item-Based Top-N Recommendation Algorithms", TOIS 2004.
 */
export function createItemKnnRanker({
  neighbours: neighbourCount = 200,
  shrinkage = 0,
  name = "item-knn",
  ...options
}: ItemKnnOptions): Ranker {
  if (!(shrinkage >= 0))
    throw new ArgumentError({ argument: "shrinkage", expected: "a number from 0", got: shrinkage });
  const neighbours = nearestNeighbours(
    distinctPlaylistRows(options),
    options.size,
    neighbourCount,
    shrinkage,
  );
  return {
    name,
    score({ played }) {
      const scores = new Float32Array(options.size);
      for (const track of played) {
        const { rows, similarities } = neighbours[track]!;
        for (let place = 0; place < rows.length; place++) scores[rows[place]!]! += similarities[place]!;
      }
      return scores;
    },
  };
}

interface Neighbours {
  rows: Int32Array;
  similarities: Float32Array;
}

function nearestNeighbours(
  playlists: readonly Int32Array[],
  size: number,
  count: number,
  shrinkage: number,
): Neighbours[] {
  const playlistsOf = Array.from({ length: size }, (): number[] => []);
  for (const [number, playlist] of playlists.entries())
    for (const row of playlist) playlistsOf[row]!.push(number);

  const shared = new Uint32Array(size); // playlists shared with the track at hand; zero again after each
  return playlistsOf.map((numbers, track) => {
    const touched: number[] = [];
    for (const number of numbers)
      for (const row of playlists[number]!) if (shared[row]!++ === 0) touched.push(row);
    const rows = Int32Array.from(touched.filter((row) => row !== track)).toSorted();
    const similarities = Float32Array.from(
      rows,
      (row) => shared[row]! / (Math.sqrt(numbers.length * playlistsOf[row]!.length) + shrinkage),
    );
    for (const row of touched) shared[row] = 0;
    const nearest = topRows(similarities, count);
    return {
      rows: nearest.map((place) => rows[place]!),
      similarities: Float32Array.from(nearest, (place) => similarities[place]!),
    };
  });
}
