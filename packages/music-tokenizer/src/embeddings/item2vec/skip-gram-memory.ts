import { aliasTable } from "./alias-table.ts";
import { Item2VecInputError, type Item2VecSettings } from "./item2vec-options.ts";
import type { ItemCorpus } from "./item-corpus.ts";
import { randomGenerator } from "./random-generator.ts";

/** What skip-gram.wat imports: its memory, and where what lies in it. */
export interface SkipGramImports {
  env: { memory: WebAssembly.Memory };
  layout: Record<string, number>;
}

/** The state of training, in the memory that skip-gram.wat works on. */
export interface SkipGramMemory {
  /** What the module imports, one a thread: threads share everything but their scratch. */
  imports: SkipGramImports[];
  /** The vectors as they are now, without padding, row-major [items, width]. */
  vectors(): { input: Float32Array; output: Float32Array };
  /** Puts other vectors in their place. */
  setVectors(vectors: { input: Float32Array; output: Float32Array }): void;
}

const pageBytes = 65_536;
const pages = 65_536;
/** Rows are padded to whole steps of the inner loop. */
const rowStepBytes = 64;

/**
 * Lays out and fills the memory of a training run.
 *
 * @param threads 0: memory of one thread that nobody shares, as browsers have it everywhere.
 * @throws Item2VecInputError when it takes more than the 4 GiB that WebAssembly can address.
 */
export function skipGramMemory(
  corpus: ItemCorpus,
  settings: Item2VecSettings,
  threads: number,
): SkipGramMemory {
  const { width, window, negatives } = settings;
  const items = corpus.ids.length;
  const rowBytes = Math.ceil((4 * width) / rowStepBytes) * rowStepBytes;
  const longest = corpus.starts.reduce(
    (most, start, p) => Math.max(most, start - (corpus.starts[p - 1] ?? 0)),
    0,
  );
  const places = new Map<string, number>();
  let end = 0;
  const place = (name: string, bytes: number) => {
    places.set(name, end);
    end += Math.ceil(bytes / 64) * 64;
    return places.get(name)!;
  };
  const input = place("input", items * rowBytes);
  const output = place("output", items * rowBytes);
  const alias = place("alias", 8 * items);
  const keep = place("keep", 4 * items);
  const positions = place("positions", corpus.items.byteLength);
  const starts = place("starts", corpus.starts.byteLength);
  const sigmoid = place("sigmoid", 8 * (32 * sigmoidPointsPerUnit + 1));
  const shared = Object.fromEntries(places);
  const layouts = Array.from({ length: Math.max(threads, 1) }, () => ({
    ...shared,
    step: place("step", rowBytes),
    kept: place("kept", 4 * longest),
    items,
    rowBytes,
    negatives,
    window: window === "playlist" ? 0 : window,
  }));
  const neededPages = Math.ceil(end / pageBytes);
  if (neededPages > pages)
    throw new Item2VecInputError(
      "tracks × width",
      "small enough for 4 GiB of memory (raise minCount or lower width)",
      `${items} × ${width}: ${(end / 2 ** 30).toFixed(1)} GiB`,
    );
  const memory = new WebAssembly.Memory({ initial: neededPages, maximum: neededPages, shared: threads > 0 });
  const { buffer } = memory;
  new Uint32Array(buffer, alias, 2 * items).set(
    aliasTable(corpus.counts.map((count) => count ** settings.exponent)),
  );
  new Uint32Array(buffer, keep, items).set(keepThresholds(corpus, settings.subsample));
  new Int32Array(buffer, positions, corpus.items.length).set(corpus.items);
  new Int32Array(buffer, starts, corpus.starts.length).set(corpus.starts);
  const table = sigmoidTable();
  new Float32Array(buffer, sigmoid, table.length).set(table);

  const stride = rowBytes / 4;
  const inputRows = new Float32Array(buffer, input, items * stride);
  const outputRows = new Float32Array(buffer, output, items * stride);
  const random = randomGenerator(settings.seed);
  // gensim's start: input rows uniform in ±1/width, output rows zero.
  for (let item = 0; item < items; item++)
    for (let d = 0; d < width; d++) inputRows[item * stride + d] = (2 * random() - 1) / width;

  return {
    imports: layouts.map((layout) => ({ env: { memory }, layout })),
    vectors: () => ({
      input: withoutPadding(inputRows, width, stride),
      output: withoutPadding(outputRows, width, stride),
    }),
    setVectors: (vectors) => {
      for (const [rows, given] of [
        [inputRows, vectors.input],
        [outputRows, vectors.output],
      ] as const)
        for (let item = 0; item < items; item++)
          rows.set(given.subarray(item * width, (item + 1) * width), item * stride);
    },
  };
}

/** The share of an item's occurrences that training sees, as word2vec thins frequent words; of 2^32 - 1, which is all. */
function keepThresholds({ counts, items }: ItemCorpus, subsample: number): Uint32Array {
  const threshold = subsample * items.length;
  return Uint32Array.from(counts, (count) => {
    const share = threshold === 0 ? 1 : (Math.sqrt(count / threshold) + 1) * (threshold / count);
    return Math.min(Math.round(share * 2 ** 32), 2 ** 32 - 1);
  });
}

const sigmoidPointsPerUnit = 32;

/** Pairs (sigmoid x, softplus x = -log sigmoid -x) for x from -16 to 16; between points a line errs by 1.2e-5. */
function sigmoidTable(): Float32Array {
  const table = new Float32Array(2 * (32 * sigmoidPointsPerUnit + 1));
  for (let point = 0; point < table.length / 2; point++) {
    const x = point / sigmoidPointsPerUnit - 16;
    table[2 * point] = 1 / (1 + Math.exp(-x));
    table[2 * point + 1] = Math.log1p(Math.exp(x));
  }
  return table;
}

function withoutPadding(rows: Float32Array, width: number, stride: number): Float32Array {
  const items = rows.length / stride;
  const plain = new Float32Array(items * width);
  for (let item = 0; item < items; item++)
    plain.set(rows.subarray(item * stride, item * stride + width), item * width);
  return plain;
}
