import * as tf from "@tensorflow/tfjs-core";

/** One modality of both sides; a track that lacks it has no row. */
interface ComparedModality {
  width: number;
  queryRow(query: number): Float32Array | undefined;
  candidateRow(candidate: number): Float32Array | undefined;
}

export interface NearestTracksOptions {
  queries: number;
  candidates: number;
  modalities: ComparedModality[];
  /** Candidates to return per query, at most `candidates`. */
  neighbours: number;
  blockBytes: number;
  afterBlock(queriesDone: number): Promise<void>;
}

/**
 * For every query the candidates with the largest sum of cosine similarities over the modalities (0 where either side
 * lacks one), ties to the lowest candidate, [queries, neighbours].
 */
export async function nearestTracks(options: NearestTracksOptions): Promise<Int32Array> {
  const { queries, candidates, modalities, neighbours, blockBytes, afterBlock } = options;
  const width = modalities.reduce((sum, modality) => sum + modality.width, 0);
  const blockRows = Math.max(1, Math.floor(Math.sqrt(blockBytes / 4 + width ** 2) - width));
  const nearest = new Int32Array(queries * neighbours);
  for (let from = 0; from < queries; from += blockRows) {
    const to = Math.min(queries, from + blockRows);
    const best = new BestOfEach(to - from, neighbours);
    const query = stack(modalities, width, from, to, "queryRow");
    for (let start = 0; start < candidates; start += blockRows) {
      const end = Math.min(candidates, start + blockRows);
      const candidate = stack(modalities, width, start, end, "candidateRow");
      const product = tf.tidy(() =>
        tf.matMul(
          tf.tensor2d(query, [to - from, width]),
          tf.transpose(tf.tensor2d(candidate, [end - start, width])),
        ),
      );
      const similarities = (await product.data()) as Float32Array; // [to - from, end - start]
      product.dispose();
      best.offer(similarities, start);
    }
    nearest.set(best.items, from * neighbours);
    await afterBlock(to);
  }
  return nearest;
}

/** Rows from..to with their modalities side by side, each scaled to length 1 or left at zero, [to - from, width]. */
function stack(
  modalities: ComparedModality[],
  width: number,
  from: number,
  to: number,
  side: "queryRow" | "candidateRow",
): Float32Array {
  const stacked = new Float32Array((to - from) * width);
  for (let row = from, start = 0; row < to; row++) {
    for (const modality of modalities) {
      const values = modality[side](row);
      const length = values ? Math.sqrt(values.reduce((sum, value) => sum + value * value, 0)) : 0;
      if (values && length > 0)
        for (let at = 0; at < values.length; at++) stacked[start + at] = values[at]! / length;
      start += modality.width;
    }
  }
  return stacked;
}

/** The best items of each row so far, best first; items are offered in ascending order, so ties keep the lowest. */
class BestOfEach {
  /** [rows, kept]. */
  readonly items: Int32Array;
  private readonly scores: Float64Array;

  constructor(
    private readonly rows: number,
    private readonly kept: number,
  ) {
    this.items = new Int32Array(rows * kept).fill(-1);
    this.scores = new Float64Array(rows * kept).fill(-Infinity);
  }

  /** @param scores [rows, offered] of the items `firstItem` and on. */
  offer(scores: Float32Array, firstItem: number): void {
    const { rows, kept } = this;
    const offered = scores.length / rows;
    for (let row = 0; row < rows; row++) {
      const last = (row + 1) * kept - 1;
      for (let item = 0; item < offered; item++) {
        const score = scores[row * offered + item]!;
        if (!(score > this.scores[last]!)) continue;
        let at = last;
        for (; at > row * kept && score > this.scores[at - 1]!; at--) {
          this.scores[at] = this.scores[at - 1]!;
          this.items[at] = this.items[at - 1]!;
        }
        this.scores[at] = score;
        this.items[at] = firstItem + item;
      }
    }
  }
}
