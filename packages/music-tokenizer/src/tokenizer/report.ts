import { noCode } from "../tokens/token-text.ts";
import type { TokenizerState } from "./tokenizer-state.ts";

/** Options of `tokenizerReport`. */
export interface ReportOptions {
  /** Tags of a track; with them every cluster lists its commonest. */
  tags?: (trackId: string) => readonly string[] | undefined;
  /** Tracks listed per cluster, nearest to the centroid first. @default 5 */
  nearestTracks?: number;
  /** Tags listed per cluster, commonest first. @default 5 */
  commonestTags?: number;
}

/** How well the codes tell tracks apart. */
export interface TokenizerReport {
  /** Tracks that have a code. */
  tracks: number;
  /** Those of them that the codebooks were fitted on. */
  trainingTracks: number;
  /** Codes that differ in at least one modality. */
  distinctCodes: number;
  /** Tracks that share their code with another. */
  collisions: number;
  modalities: ModalityReport[];
}

/** How well one codebook is used. */
export interface ModalityReport {
  name: string;
  /** Size of the codebook. */
  clusters: number;
  /** Numbers in an embedding. */
  width: number;
  /** Of the training tracks that have the modality: sum of squared distances to the centroids. */
  inertia: number;
  /** Of the fit. */
  iterations: number;
  /** Whether the fit ended by its tolerance. */
  converged: boolean;
  /** Clusters that hold at least one track. */
  usedClusters: number;
  /** exp of the entropy of the clusters' shares: the number of equally large clusters that would be as varied. */
  perplexity: number;
  /** Tracks in the largest cluster. */
  largestCluster: number;
  /** Share of the tracks whose code was imputed. */
  imputedShare: number;
  /** Share of the tracks without a code. */
  noneShare: number;
  clusterDetails: ClusterReport[];
}

/** What one cluster holds. */
export interface ClusterReport {
  /** Id of the cluster: the code. */
  cluster: number;
  /** Tracks with this code. */
  size: number;
  /** Tracks that have the modality, nearest to the centroid first. */
  nearestTracks: string[];
  /** Ties in the tags' alphabetical order. */
  commonestTags: { tag: string; tracks: number }[];
}

/** What the codebooks and codes look like, over all tokenized tracks. */
export function tokenizerReport(state: TokenizerState, options: ReportOptions = {}): TokenizerReport {
  const { codebooks, tracks, trained } = state;
  const codesInUse = countEach(tracks.ids, (_, track) => {
    const from = track * codebooks.length;
    return [tracks.codes.subarray(from, from + codebooks.length).join(" ")];
  });
  return {
    tracks: tracks.ids.length,
    trainingTracks: trained.reduce((sum, one) => sum + one, 0),
    distinctCodes: codesInUse.size,
    collisions: [...codesInUse.values()].reduce((sum, count) => sum + (count > 1 ? count : 0), 0),
    modalities: codebooks.map((_, position) => modalityReport(state, position, options)),
  };
}

function modalityReport(
  { codebooks, tracks }: TokenizerState,
  position: number,
  options: ReportOptions,
): ModalityReport {
  const { name, clusters, width, inertia, iterations, converged } = codebooks[position]!;
  const at = (track: number) => track * codebooks.length + position;
  const members = Array.from({ length: clusters }, (): number[] => []);
  let imputed = 0;
  let none = 0;
  for (const track of tracks.ids.keys()) {
    const code = tracks.codes[at(track)]!;
    imputed += tracks.imputed[at(track)]!;
    if (code === noCode) none += 1;
    else members[code]!.push(track);
  }
  const sizes = members.map(({ length }) => length);
  return {
    name,
    clusters,
    width,
    inertia,
    iterations,
    converged,
    usedClusters: sizes.filter((size) => size > 0).length,
    perplexity: perplexityOf(sizes),
    largestCluster: sizes.reduce((most, size) => Math.max(most, size), 0),
    imputedShare: imputed / tracks.ids.length,
    noneShare: none / tracks.ids.length,
    clusterDetails: members.map((inCluster, cluster) => ({
      cluster,
      size: inCluster.length,
      nearestTracks: inCluster
        .filter((track) => tracks.imputed[at(track)] === 0)
        .toSorted((a, b) => tracks.distances[at(a)]! - tracks.distances[at(b)]! || a - b)
        .slice(0, options.nearestTracks ?? 5)
        .map((track) => tracks.ids[track]!),
      commonestTags: commonestTags(
        inCluster.map((track) => tracks.ids[track]!),
        options,
      ),
    })),
  };
}

/** exp(−Σ p ln p); 0 when there is nothing. */
function perplexityOf(sizes: number[]): number {
  const total = sizes.reduce((sum, size) => sum + size, 0);
  if (total === 0) return 0;
  const entropy = sizes.reduce(
    (sum, size) => (size > 0 ? sum - (size / total) * Math.log(size / total) : sum),
    0,
  );
  return Math.exp(entropy);
}

function commonestTags(
  trackIds: string[],
  { tags, commonestTags: limit = 5 }: ReportOptions,
): ClusterReport["commonestTags"] {
  if (!tags) return [];
  return [...countEach(trackIds, (id) => new Set(tags(id) ?? []))]
    .toSorted(([a, tracksA], [b, tracksB]) => tracksB - tracksA || (a < b ? -1 : 1))
    .slice(0, limit)
    .map(([tag, tracks]) => ({ tag, tracks }));
}

function countEach<Item>(
  items: readonly Item[],
  keysOf: (item: Item, at: number) => Iterable<string>,
): Map<string, number> {
  const counts = new Map<string, number>();
  items.forEach((item, at) => {
    for (const key of keysOf(item, at)) counts.set(key, (counts.get(key) ?? 0) + 1);
  });
  return counts;
}
