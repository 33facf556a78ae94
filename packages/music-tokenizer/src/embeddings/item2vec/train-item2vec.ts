import type { Embeddings } from "../embeddings.ts";
import { aliasTable } from "./alias-table.ts";
import { itemCorpus, type ItemCorpus } from "./item-corpus.ts";
import { randomGenerator } from "./random-generator.ts";
import { skipGramStep, type SkipGramVectors } from "./skip-gram.ts";

/** Every default is ours: the paper names item2vec (§4.1) and states none of them. */
export interface Item2VecOptions {
  /** Length of a vector. @default 64 */
  width?: number;
  /**
   * How far apart two tracks of a playlist may stand to count as neighbours. As in word2vec, each centre draws its
   * own reach from 1 … window, so nearer tracks count more. `"playlist"`: every two tracks of a playlist are
   * neighbours, whatever their order (the item2vec paper's choice; time grows with the square of the length).
   * @default 10
   */
  window?: number | "playlist";
  /** Tracks drawn as non-neighbours for each pair. @default 5 */
  negatives?: number;
  /** Power of a track's count in drawing negatives; below 0 favours rare tracks. @default 0.75 */
  exponent?: number;
  /** Tracks that make up more than this share of all positions are thinned out; 0 thins nothing. @default 1e-3 */
  subsample?: number;
  /** Passes over the playlists, in the order given. @default 10 */
  epochs?: number;
  /** Learning rate at the start. @default 0.025 */
  learningRate?: number;
  /** Learning rate at the end; in between it falls linearly. @default 0.0001 */
  finalLearningRate?: number;
  /** Tracks that occur less often get no embedding. @default 1 */
  minCount?: number;
  /** Same playlists, options and seed: same embeddings, bit by bit. @default 1 */
  seed?: number;
  /** Stops between two playlists; the promise rejects with the signal's reason. */
  signal?: AbortSignal;
  /** Called some times a second, and at the end of every epoch. */
  onProgress?: (progress: Item2VecProgress) => void;
}

export interface Item2VecProgress {
  /** From 1. */
  epoch: number;
  epochs: number;
  /** Playlist positions done, of `total` over all epochs. */
  done: number;
  total: number;
  /** Mean loss a pair in this epoch so far, in nats (chance: (negatives + 1) · ln 2); NaN before the first pair. */
  loss: number;
}

/** An option or the playlists make training impossible. */
export class Item2VecInputError extends Error {
  override readonly name = "Item2VecInputError";
  constructor(
    readonly input: string,
    readonly expected: string,
    readonly got: unknown,
  ) {
    super(`item2vec needs ${input} to be ${expected}, but got ${String(got)}.`);
  }
}

/** Pairs trained between two looks at the event loop: some tens of milliseconds. */
const pairsPerTurn = 20_000;

/**
 * Item2vec (Barkan & Koenigstein 2016): skip-gram with negative sampling over playlists as sentences, so that tracks
 * that share playlists come to lie close. Train on the training playlists only.
 *
 * Runs on one thread in plain JavaScript, gives the event loop its turn, and needs 8 bytes × tracks × width.
 *
 * @param playlists Track ids, in playing order. Playlists may share tracks and repeat them.
 * @returns One row a track, in order of first appearance. Compare rows by cosine.
 * @throws Item2VecInputError when an option is out of range or no two tracks share a playlist.
 */
export async function trainItem2Vec(
  playlists: readonly (readonly string[])[],
  { signal, onProgress, ...given }: Item2VecOptions = {},
): Promise<Embeddings> {
  signal?.throwIfAborted();
  const options = checkedOptions(given);
  const corpus = itemCorpus(playlists, options.minCount);
  checkCorpus(corpus);
  const random = randomGenerator(options.seed);
  const drawNegative = aliasTable(
    corpus.counts.map((count) => count ** options.exponent),
    random,
  );
  const keepShare = keepShares(corpus, options.subsample);
  const vectors = initialVectors(corpus.ids.length, options.width, random);

  const total = corpus.items.length * options.epochs;
  const candidates = new Int32Array(1 + options.negatives);
  const inputStep = new Float64Array(options.width);
  let done = 0;
  for (let epoch = 1; epoch <= options.epochs; epoch++) {
    let pairs = 0;
    let loss = 0;
    let pairsAtTurn = 0;
    const report = () => onProgress?.({ epoch, epochs: options.epochs, done, total, loss: loss / pairs });
    for (let playlist = 0; playlist < playlists.length; playlist++) {
      const all = corpus.items.subarray(corpus.starts[playlist], corpus.starts[playlist + 1]);
      const items = all.filter((item) => keepShare[item]! >= 1 || random() < keepShare[item]!);
      const learningRate =
        options.learningRate + (options.finalLearningRate - options.learningRate) * (done / total);
      for (let center = 0; center < items.length; center++) {
        const reach =
          options.window === "playlist" ? items.length : 1 + Math.floor(random() * options.window);
        const last = Math.min(items.length - 1, center + reach);
        for (let neighbour = Math.max(0, center - reach); neighbour <= last; neighbour++) {
          if (items[neighbour] === items[center]) continue;
          // The neighbour's vector predicts the centre (as gensim does it): the many steps of one centre then move
          // many vectors once instead of one vector many times, which measures better at high learning rates.
          candidates[0] = items[center]!;
          for (let n = 1; n < candidates.length; n++) candidates[n] = drawNegative();
          loss += skipGramStep(vectors, items[neighbour]!, candidates, learningRate, inputStep);
          pairs++;
        }
      }
      done += all.length;
      if (pairs - pairsAtTurn >= pairsPerTurn) {
        pairsAtTurn = pairs;
        report();
        await new Promise((resolve) => setTimeout(resolve));
        signal?.throwIfAborted();
      }
    }
    report();
  }
  return { ids: corpus.ids, rows: vectors.input, width: options.width };
}

function checkedOptions({
  width = 64,
  window = 10,
  negatives = 5,
  exponent = 0.75,
  subsample = 1e-3,
  epochs = 10,
  learningRate = 0.025,
  finalLearningRate = 0.0001,
  minCount = 1,
  seed = 1,
}: Item2VecOptions) {
  const options = {
    width,
    window,
    negatives,
    exponent,
    subsample,
    epochs,
    learningRate,
    finalLearningRate,
    minCount,
    seed,
  };
  const demand = (name: keyof typeof options, expected: string, holds: boolean) => {
    if (!holds) throw new Item2VecInputError(name, expected, options[name]);
  };
  for (const name of ["width", "negatives", "epochs", "minCount"] as const)
    demand(name, "a whole number from 1", Number.isInteger(options[name]) && options[name] >= 1);
  demand(
    "window",
    'a whole number from 1 or "playlist"',
    window === "playlist" || (Number.isInteger(window) && window >= 1),
  );
  demand("exponent", "a finite number", Number.isFinite(exponent));
  demand("subsample", "from 0 to 1", subsample >= 0 && subsample <= 1);
  demand("learningRate", "above 0", learningRate > 0 && learningRate < Infinity);
  demand("finalLearningRate", "from 0", finalLearningRate >= 0 && finalLearningRate < Infinity);
  demand("seed", "a whole number", Number.isInteger(seed));
  return options;
}

function checkCorpus({ starts, items }: ItemCorpus): void {
  for (let p = 0; p + 1 < starts.length; p++)
    for (let i = starts[p]! + 1; i < starts[p + 1]!; i++) if (items[i] !== items[i - 1]) return;
  throw new Item2VecInputError("the playlists", "some that hold two kept tracks", "none (see minCount)");
}

/** The share of an item's occurrences that training sees, as word2vec thins frequent words. */
function keepShares({ counts, items }: ItemCorpus, subsample: number): Float64Array {
  const threshold = subsample * items.length;
  return counts.map((count) =>
    threshold === 0 ? 1 : (Math.sqrt(count / threshold) + 1) * (threshold / count),
  );
}

/** gensim's start: input rows uniform in ±1/width, output rows zero. */
function initialVectors(items: number, width: number, random: () => number): SkipGramVectors {
  const input = new Float32Array(items * width).map(() => (2 * random() - 1) / width);
  return { input, output: new Float32Array(items * width), width };
}
