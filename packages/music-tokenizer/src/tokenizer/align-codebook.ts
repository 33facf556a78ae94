import { minimumCostMatching } from "../kmeans/minimum-cost-matching.ts";
import { squaredDistance } from "../kmeans/row-matrix.ts";
import type { Codebook } from "./codebook.ts";
import { TokenizerInputError } from "./tokenizer-input-error.ts";

/** The costs of all pairs take 512 MiB there. */
const MOST_CLUSTERS = 8192;

/**
 * The same clusters under other ids: each old cluster's id goes to the new cluster matched to it, so that the summed
 * distance between old and new centroids of an id is least. By the triangle inequality no other matching is better than
 * one that leaves clusters that did not move their ids, however far others went (squared distances would not have
 * this). Clusters beyond the old ones come last, in their order.
 *
 * @throws {TokenizerInputError} on fewer clusters than before (ids that a model knows would be lost), another width, or
 *   more than 8,192 clusters.
 */
export function alignCodebook(codebook: Codebook, previous: Codebook): Codebook {
  const { name: modality, width, clusters, centroids, penalties } = codebook;
  if (previous.width !== width) {
    throw new TokenizerInputError(`width ${previous.width}`, String(width), { modality });
  }
  if (clusters < previous.clusters || clusters > MOST_CLUSTERS) {
    const expected = `${previous.clusters} to ${MOST_CLUSTERS} clusters to match`;
    throw new TokenizerInputError(expected, String(clusters), { modality });
  }
  const costs = new Float64Array(previous.clusters * clusters);
  for (let old = 0; old < previous.clusters; old++) {
    for (let cluster = 0; cluster < clusters; cluster++) {
      const squared = squaredDistance(previous.centroids, old, centroids, cluster, width);
      costs[old * clusters + cluster] = Math.sqrt(squared);
    }
  }
  const matched = minimumCostMatching(costs, previous.clusters, clusters);
  const taken = new Set(matched);
  const order = [
    ...matched,
    ...Array.from({ length: clusters }, (_, at) => at).filter((at) => !taken.has(at)),
  ];
  const arranged = new Float32Array(centroids.length);
  order.forEach((from, to) => arranged.set(centroids.subarray(from * width, (from + 1) * width), to * width));
  return {
    ...codebook,
    centroids: arranged,
    ...(penalties && { penalties: Float64Array.from(order, (from) => penalties[from]!) }),
  };
}
