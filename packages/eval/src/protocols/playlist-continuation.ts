import { ArgumentError } from "../errors/argument-error.ts";
import { ndcgAtK } from "../metrics/ndcg.ts";
import { rPrecision } from "../metrics/r-precision.ts";
import { recommendedSongsClicks } from "../metrics/recommended-songs-clicks.ts";
import { ranksOf } from "./ranks-of.ts";
import { indexLists } from "./turn-lists.ts";

/** Tracks of a list that are looked at. */
const LONGEST = 500;
/** What an artist that a track missed is worth. */
const ARTIST_CREDIT = 0.25;

/** Options of `evaluatePlaylistContinuation`. */
export interface PlaylistContinuationOptions {
  /** The withheld tracks of every playlist. */
  truth: readonly { playlistId: string; trackIds: readonly string[] }[];
  /** The artist of a track, for partial credit in R-precision. @default none (tracks only) */
  artistOf?: (trackId: string) => string | undefined;
}

/** Means over playlists of the RecSys Challenge 2018's metrics. */
export interface PlaylistContinuationEvaluation {
  rPrecision: number;
  /** nDCG@500. */
  ndcg: number;
  /** Recommended Songs clicks: fewer is better, 51 for none found. */
  clicks: number;
  /** Playlists averaged. */
  playlists: number;
  /** Playlists without a list; each scores 0, 0 and 51. */
  missing: string[];
}

/**
 * RecSys Challenge 2018 (Million Playlist Dataset): R-precision, nDCG and Recommended Songs clicks of up to 500 tracks
 * for each playlist, as means over playlists. With `artistOf`,
 *
 *     R-precision = (|tracks found| + 0.25 · |artists found|) / |withheld tracks|
 *
 * over the first |withheld tracks| places, an artist found being one of both the list's and the withheld tracks'.
 *
 * @throws {RunProblemsError} naming every repeated or unasked playlist, and every id that a list repeats.
 * @throws {ArgumentError} without truth, or for a playlist without withheld tracks or with one twice.
 * @see The challenge's rules; Zamani, Schedl, Lamere and Chen, "An Analysis of Approaches Taken in the ACM RecSys
 *   Challenge 2018", 2018, for the artists' credit.
 */
export function evaluatePlaylistContinuation(
  run: Iterable<{ playlistId: string; ranked: readonly string[] }>,
  { truth, artistOf }: PlaylistContinuationOptions,
): PlaylistContinuationEvaluation {
  if (truth.length === 0)
    throw new ArgumentError({ argument: "truth", expected: "at least one playlist", got: "none" });
  const lists = Array.from(run, ({ playlistId, ranked }) => ({ turnId: playlistId, ranked }));
  const { listOf, missing } = indexLists(lists, new Set(truth.map(({ playlistId }) => playlistId)));
  const figures = truth.map(({ playlistId, trackIds }) => {
    const withheld = new Set(trackIds);
    if (withheld.size === 0 || withheld.size !== trackIds.length)
      throw new ArgumentError({
        argument: `truth, playlist "${playlistId}"`,
        expected: "withheld tracks, each once",
        got: trackIds.length,
      });
    const ranked = listOf.get(playlistId)?.ranked.slice(0, LONGEST) ?? [];
    const ranks = ranksOf(ranked, withheld);
    const artists = artistOf ? commonArtists(ranked.slice(0, withheld.size), trackIds, artistOf) : 0;
    return {
      rPrecision: rPrecision(ranks) + (ARTIST_CREDIT * artists) / withheld.size,
      ndcg: ndcgAtK(ranks, LONGEST),
      clicks: recommendedSongsClicks(ranks),
    };
  });
  const mean = (name: "rPrecision" | "ndcg" | "clicks") =>
    figures.reduce((sum, figure) => sum + figure[name], 0) / figures.length;
  return {
    rPrecision: mean("rPrecision"),
    ndcg: mean("ndcg"),
    clicks: mean("clicks"),
    playlists: truth.length,
    missing,
  };
}

function commonArtists(
  ranked: readonly string[],
  withheld: readonly string[],
  artistOf: (trackId: string) => string | undefined,
): number {
  const artists = new Set(withheld.map(artistOf));
  const found = new Set(ranked.map(artistOf).filter((artist) => artist !== undefined && artists.has(artist)));
  return found.size;
}
