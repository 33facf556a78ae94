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
  /** Goes on where this left off, instead of from the start; same playlists and options, or it is an error. */
  resume?: Item2VecCheckpoint;
  /** Called, and awaited, after every epoch but the last with all that it takes to go on from there. */
  onCheckpoint?: (checkpoint: Item2VecCheckpoint) => void | Promise<void>;
}

/** How far training is. */
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

/** Training after some epochs. */
export interface Item2VecCheckpoint {
  /** Epochs done. */
  epoch: number;
  /** SHA-256 of the playlists and the options. */
  fingerprint: string;
  /** What become the embeddings, row-major [tracks, width], and the vectors that they predict. */
  input: Float32Array;
  output: Float32Array;
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

/** What determines the embeddings, beside the playlists. */
export type Item2VecSettings = Required<
  Omit<Item2VecOptions, "signal" | "onProgress" | "resume" | "onCheckpoint">
>;

/** @throws Item2VecInputError */
export function item2vecSettings({
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
}: Item2VecOptions): Item2VecSettings {
  const settings = {
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
  const demand = (name: keyof typeof settings, expected: string, holds: boolean) => {
    if (!holds) throw new Item2VecInputError(name, expected, settings[name]);
  };
  for (const name of ["width", "negatives", "epochs", "minCount"] as const)
    demand(name, "a whole number from 1", Number.isInteger(settings[name]) && settings[name] >= 1);
  demand(
    "window",
    'a whole number from 1 to a million or "playlist"',
    window === "playlist" || (Number.isInteger(window) && window >= 1 && window <= 1e6),
  );
  demand("exponent", "a finite number", Number.isFinite(exponent));
  demand("subsample", "from 0 to 1", subsample >= 0 && subsample <= 1);
  demand("learningRate", "above 0", learningRate > 0 && learningRate < Infinity);
  demand("finalLearningRate", "from 0", finalLearningRate >= 0 && finalLearningRate < Infinity);
  demand("seed", "a whole number", Number.isInteger(seed));
  return settings;
}
