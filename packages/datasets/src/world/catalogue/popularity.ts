import type { Recording } from "./recording.ts";

/**
 * How often each recording is chosen, in proportion: Zipf's and Mandelbrot's law 1 / (q + rank) over the order of
 * appeal, where q = 10 + sqrt(tracks) / 10 keeps a few tracks from filling the playlists of a catalogue of millions.
 */
export function popularityOf(recordings: readonly Recording[]): Float64Array {
  const offset = 10 + Math.sqrt(recordings.length) / 10;
  const order = Array.from(recordings.keys()).toSorted(
    (a, b) => (recordings[b] as Recording).appeal - (recordings[a] as Recording).appeal,
  );
  const popularity = new Float64Array(recordings.length);
  for (const [rank, row] of order.entries()) popularity[row] = 1 / (offset + rank);
  return popularity;
}
