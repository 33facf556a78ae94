import { catalogueCoverage } from "../metrics/catalogue-coverage.ts";
import { giniCoefficient } from "../metrics/gini.ts";
import { intraListDiversity } from "../metrics/intra-list-diversity.ts";
import { novelty } from "../metrics/novelty.ts";
import { validityShare } from "../metrics/validity-share.ts";
import type { RunTurn } from "../runs/run.ts";

/** Options of `listFigures`. */
export interface ListFiguresOptions {
  /** Every track id there is. */
  catalogue: Iterable<string>;
  /** How much of every list is looked at. @default 10 */
  cutoff?: number;
  /** How often each track was played or listed in training, for novelty. @default no novelty */
  counts?: ReadonlyMap<string, number>;
  /** Distance of two track ids, for diversity, such as {@link cosineDistance} of their embeddings or
   * {@link tagDistance} of their tags. @default no diversity */
  distance?: (a: string, b: string) => number;
}

/** What a run's lists are like, whatever the truth; each figure with its population. */
export interface ListFigures {
  cutoff: number;
  /** Lists looked at. */
  lists: number;
  /** Lists without any track. */
  emptyLists: number;
  /** Share of the catalogue among the first `cutoff` of some list. */
  coverage: number;
  /** 0: all tracks are recommended equally often; towards 1: few take all. */
  gini: number;
  /** Share of recommended ids that the catalogue has, over the whole lists. */
  validity: number;
  /** Bits of surprise per recommended track. */
  novelty?: number;
  /** Mean over `diverseLists` of the mean distance between two tracks of a list. */
  diversity?: number;
  /** Lists of two tracks or more: one track has no distance to itself. */
  diverseLists?: number;
}

/**
 * Figures beyond accuracy, over the first `cutoff` places of every list of a run.
 *
 * @throws {ArgumentError} for an empty catalogue, an impossible cutoff or count.
 */
export function listFigures(
  run: Iterable<Pick<RunTurn, "ranked">>,
  { catalogue, cutoff = 10, counts, distance }: ListFiguresOptions,
): ListFigures {
  const known = new Set(catalogue);
  const lists = Array.from(run, ({ ranked }) => ranked);
  const figures: ListFigures = {
    cutoff,
    lists: lists.length,
    emptyLists: lists.filter((ranked) => ranked.length === 0).length,
    coverage: catalogueCoverage(lists, known, cutoff),
    gini: giniCoefficient(lists, known, cutoff),
    validity: validityShare(lists, known),
  };
  if (counts) figures.novelty = novelty(lists, { counts, catalogueSize: known.size, cutoff });
  if (distance) {
    const diverse = lists.map((ranked) => ranked.slice(0, cutoff)).filter((ranked) => ranked.length > 1);
    const sum = diverse.reduce((total, ranked) => total + intraListDiversity(ranked, distance), 0);
    figures.diversity = sum / diverse.length;
    figures.diverseLists = diverse.length;
  }
  return figures;
}
