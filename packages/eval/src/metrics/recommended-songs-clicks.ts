import { expectedAtFirstRelevant } from "./first-relevant.ts";
import type { TieRank } from "./tie-rank.ts";

/** Songs that one page of the list shows. */
const PAGE = 10;

/**
 * Recommended Songs clicks: how often a list that shows ten tracks at a time must be refreshed before a relevant track
 * is seen; fewer is better. With ties its expected value.
 *
 *     clicks = ⌊(position of the first relevant item − 1) / 10⌋, and 51 when none is among the 500
 *
 * @param ranks one entry per relevant track, `undefined` for one that was not ranked.
 * @throws {ArgumentError} without any relevant track, or for an impossible rank.
 * @see RecSys Challenge 2018 (Million Playlist Dataset), rules.
 */
export function recommendedSongsClicks(ranks: readonly (TieRank | undefined)[]): number {
  return expectedAtFirstRelevant(ranks, clicksAt, 51);
}

function clicksAt(position: number): number {
  return position <= 50 * PAGE ? Math.floor((position - 1) / PAGE) : 51;
}
