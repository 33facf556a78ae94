import * as tf from "@tensorflow/tfjs-core";
import type { BestScores } from "./pick-nearest.ts";
import { type RowMatrix, squaredLength } from "./row-matrix.ts";

export interface ScoreOptions {
  /** Added to the squared distance to each centroid, [clusters]. */
  penalties?: Float64Array;
  /** How many groups of scores to look into. */
  wanted: 1 | 2;
  /** @default 64 MiB on native TensorFlow, 16 MiB elsewhere; what 256 rows take if that is more */
  blockBytes?: number;
  /** Puts the rows of a block, [rows, width], where the backend shall read them. @default where they are */
  place?: (block: Float32Array) => Float32Array;
  /** Called and awaited after each block, with the rows done so far. */
  afterBlock(rowsDone: number): Promise<void>;
}

/** Scores are looked at group by group: only the groups' maxima and the best group or two leave the backend. */
const GROUP = 32;

/**
 * Multiplies the rows with all centroids on the backend, block after block, and hands over the scores that decide which
 * centroid is nearest: x·c − (|c|² + penalty)/2. The last group is filled up with scores that are never best.
 *
 * @param centroids row-major [clusters, width].
 * @param onBlock is given the best scores of rows `from` to `to`, which is not included.
 */
export async function scoreBlocks(
  { values, width, count }: Pick<RowMatrix, "values" | "width" | "count">,
  centroids: Float32Array,
  { penalties, wanted, blockBytes, place = (block) => block, afterBlock }: ScoreOptions,
  onBlock: (scores: BestScores, from: number, to: number) => void,
): Promise<void> {
  const clusters = centroids.length / width;
  const groups = Math.ceil(clusters / GROUP);
  const offsets = Float64Array.from({ length: clusters }, (_, cluster) => {
    return (squaredLength(centroids, cluster, width) + (penalties?.[cluster] ?? 0)) / 2;
  });
  const blockRows = rowsPerBlock(width, clusters, blockBytes);
  const { transposed, negativeOffsets } = centroidTensors(centroids, offsets, width, groups);
  try {
    for (let from = 0; from < count; from += blockRows) {
      const to = Math.min(count, from + blockRows);
      const block = place(values.subarray(from * width, to * width));
      onBlock(await bestScores(block, to - from, transposed, negativeOffsets, wanted), from, to);
      await afterBlock(to);
    }
  } finally {
    transposed.dispose();
    negativeOffsets.dispose();
  }
}

/** How many rows' products with all centroids are made at once. */
export function rowsPerBlock(width: number, clusters: number, blockBytes?: number): number {
  const rowBytes = 4 * (width + Math.ceil(clusters / GROUP) * GROUP);
  return blockBytes
    ? Math.max(1, Math.floor(blockBytes / rowBytes))
    : Math.max(256, Math.floor(defaultBlockBytes() / rowBytes));
}

/** Native TensorFlow's threads keep the cores for a while after each operation: fewer and longer ones wait less. */
function defaultBlockBytes(): number {
  return tf.getBackend() === "tensorflow" ? 2 ** 26 : 2 ** 24;
}

/** Centroids by column with the negative of what is subtracted from their products; filled up to whole groups. */
function centroidTensors(centroids: Float32Array, offsets: Float64Array, width: number, groups: number) {
  const clusters = offsets.length;
  const filled = new Float32Array(groups * GROUP).fill(-3e38); // no row is nearest to what fills up
  offsets.forEach((offset, cluster) => (filled[cluster] = -offset));
  const transposed = tf.tidy(() => {
    const columns = tf.transpose(tf.tensor2d(centroids, [clusters, width]));
    return tf.pad(columns, [
      [0, 0],
      [0, groups * GROUP - clusters],
    ]);
  });
  return { transposed, negativeOffsets: tf.tensor1d(filled) };
}

async function bestScores(
  block: Float32Array,
  rows: number,
  transposed: tf.Tensor2D,
  negativeOffsets: tf.Tensor1D,
  wanted: 1 | 2,
): Promise<BestScores> {
  const [width, columns] = transposed.shape;
  const groups = columns / GROUP;
  const grouped = tf.tidy(() => {
    const input = { a: tf.tensor2d(block, [rows, width]), b: transposed, bias: negativeOffsets };
    return tf.reshape(tf.fused.matMul(input), [rows * groups, GROUP]);
  });
  try {
    const maxima = await read(tf.max(grouped, 1));
    const kept = Math.min(wanted, groups);
    const { bestGroups, others } = findBestGroups(maxima, rows, groups, kept);
    const flat = new Int32Array(rows * kept);
    for (let row = 0, at = 0; row < rows; row++)
      for (let place = 0; place < kept; place++, at++) flat[at] = row * groups + bestGroups[at]!;
    const scores = await read(tf.tidy(() => tf.gather(grouped, tf.tensor1d(flat, "int32"))));
    return { groups, maxima, kept, bestGroups, others, scores };
  } finally {
    grouped.dispose();
  }
}

async function read(tensor: tf.Tensor): Promise<Float32Array> {
  try {
    return (await tensor.data()) as Float32Array;
  } finally {
    tensor.dispose();
  }
}

/** The `kept` groups of each row with the largest maxima, and the largest maximum among the others. */
function findBestGroups(
  maxima: Float32Array,
  rows: number,
  groups: number,
  kept: number,
): Pick<BestScores, "bestGroups" | "others"> {
  const bestGroups = new Int32Array(rows * kept);
  const others = new Float32Array(rows).fill(-Infinity);
  if (groups === 1) return { bestGroups, others };
  for (let row = 0; row < rows; row++) {
    const from = row * groups;
    let first = 0;
    let second = -1;
    let most = maxima[from]!;
    let next = -Infinity;
    for (let group = 1; group < groups; group++) {
      const maximum = maxima[from + group]!;
      if (maximum <= next) continue;
      if (maximum > most) {
        second = first;
        next = most;
        first = group;
        most = maximum;
      } else {
        second = group;
        next = maximum;
      }
    }
    bestGroups[row * kept] = first;
    if (kept === 2) bestGroups[row * kept + 1] = second;
    else others[row] = next;
  }
  return { bestGroups, others };
}
