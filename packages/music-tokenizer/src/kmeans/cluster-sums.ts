import { type RowMatrix, squaredDistance } from "./row-matrix.ts";

/** Which cluster each row is in, with the clusters' sizes and sums in float64, kept up to date as rows move. */
export class ClusterSums {
  /** Cluster of each row, [rows]. */
  readonly clusterOf: Uint32Array;
  private readonly sizes: Uint32Array;
  private readonly sums: Float64Array; // [clusters, width]

  constructor(
    private readonly matrix: RowMatrix,
    firstClusters: Uint32Array,
    clusters: number,
  ) {
    this.clusterOf = firstClusters.slice();
    this.sizes = new Uint32Array(clusters);
    this.sums = new Float64Array(clusters * matrix.width);
    this.clusterOf.forEach((cluster, row) => this.add(row, cluster, 1));
  }

  /** Moves every row to its new cluster and returns how many were elsewhere. */
  moveAll(clusterOf: Uint32Array): number {
    let moved = 0;
    for (let row = 0; row < clusterOf.length; row++) {
      if (clusterOf[row] === this.clusterOf[row]) continue;
      this.move(row, clusterOf[row]!);
      moved += 1;
    }
    return moved;
  }

  /**
   * Gives every empty cluster the row that lies farthest from its own centroid (ties to the lowest row), but never the
   * only row of a cluster, nor one at distance 0. Returns how many rows moved.
   */
  fillEmpty(centroids: Float32Array): number {
    const empty = [...this.sizes.keys()].filter((cluster) => this.sizes[cluster] === 0);
    if (empty.length === 0) return 0;
    const distances = Float64Array.from(this.clusterOf, (cluster, row) =>
      squaredDistance(this.matrix.values, row, centroids, cluster, this.matrix.width),
    );
    const farthest = [...distances.keys()].toSorted((a, b) => distances[b]! - distances[a]! || a - b);
    let moved = 0;
    for (const row of farthest) {
      if (moved === empty.length || distances[row] === 0) break;
      if (this.sizes[this.clusterOf[row]!] === 1) continue;
      this.move(row, empty[moved]!);
      moved += 1;
    }
    return moved;
  }

  /** Means of the clusters, row-major [clusters, width]; scaled to length 1 if asked. Empty ones stay as they were. */
  means(previous: Float32Array, unitLength: boolean): Float32Array {
    const { width } = this.matrix;
    const means = previous.slice();
    this.sizes.forEach((size, cluster) => {
      const sum = this.sums.subarray(cluster * width, (cluster + 1) * width);
      const divisor = unitLength
        ? Math.sqrt(sum.reduce((squares, value) => squares + value * value, 0))
        : size;
      if (size === 0 || divisor === 0) return;
      for (let at = 0; at < width; at++) means[cluster * width + at] = sum[at]! / divisor;
    });
    return means;
  }

  /** Rows in a cluster. */
  size(cluster: number): number {
    return this.sizes[cluster]!;
  }

  private move(row: number, cluster: number): void {
    this.add(row, this.clusterOf[row]!, -1);
    this.add(row, cluster, 1);
    this.clusterOf[row] = cluster;
  }

  private add(row: number, cluster: number, sign: 1 | -1): void {
    const { values, width } = this.matrix;
    this.sizes[cluster]! += sign;
    for (let at = 0; at < width; at++) this.sums[cluster * width + at]! += sign * values[row * width + at]!;
  }
}
