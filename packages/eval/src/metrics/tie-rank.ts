import { ArgumentError } from "../errors/argument-error.ts";

/**
 * Where one item stands in a ranking whose equal scores have no order: its position is any of
 * `better + 1` … `better + tied`, each equally likely. Every metric here is the expected value over those orders,
 * so a scorer that returns a constant earns what a random one does.
 */
export interface TieRank {
  /** Number of items with a strictly higher score. */
  better: number;
  /** Number of items with this very score, the item itself included (at least 1). */
  tied: number;
}

/** @throws {ArgumentError} if `rank` is not two whole numbers with `better` ≥ 0 and `tied` ≥ 1. */
export function checkTieRank(rank: TieRank): void {
  if (!Number.isInteger(rank.better) || rank.better < 0)
    throw new ArgumentError({ argument: "rank.better", expected: "a whole number from 0", got: rank.better });
  if (!Number.isInteger(rank.tied) || rank.tied < 1)
    throw new ArgumentError({ argument: "rank.tied", expected: "a whole number from 1", got: rank.tied });
}

/** @throws {ArgumentError} if `cutoff` is not a whole number from 1. */
export function checkCutoff(cutoff: number): void {
  if (!Number.isInteger(cutoff) || cutoff < 1)
    throw new ArgumentError({ argument: "cutoff", expected: "a whole number from 1", got: cutoff });
}

/** @throws {ArgumentError} without any relevant item. */
export function checkRelevant(ranks: readonly (TieRank | undefined)[]): void {
  if (ranks.length === 0)
    throw new ArgumentError({
      argument: "ranks",
      expected: "the ranks of at least one relevant item",
      got: "none",
    });
}
