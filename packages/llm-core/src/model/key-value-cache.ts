import * as tf from "@tensorflow/tfjs-core";

/** Keys and values of neighbouring positions of one layer, [batch, numKeyValueHeads, length, headDim], keys after the rotary embedding. */
export interface KeyValueBlock {
  keys: tf.Tensor4D;
  values: tf.Tensor4D;
}

export interface KeyValueCacheOptions {
  /** Number of leading padding positions of each row. */
  padding?: Int32Array;
  /**
   * Numbers in a layer's block of keys from which on the next token begins a new block: what is in a full block is not
   * copied again when the cache grows.
   * @default 1,048,576, which are 4 MB
   */
  blockSize?: number;
}

/**
 * What a Llama has read so far, so that the next token costs one position and not the whole context again.
 *
 * Made by `model.createCache()`, filled by `model.forward(ids, { cache })`; holds tensors until {@link dispose}.
 */
export class KeyValueCache {
  /** Number of leading padding positions of each row, so that rows of different lengths decode as if alone. */
  padding?: Int32Array;
  readonly #blockSize: number;
  /** The blocks of each layer, in the order of their positions; none while empty. */
  #layers: KeyValueBlock[][];

  constructor(numLayers: number, { padding, blockSize = 2 ** 20 }: KeyValueCacheOptions = {}) {
    this.#layers = Array.from({ length: numLayers }, () => []);
    this.#blockSize = blockSize;
    this.padding = padding;
  }

  /** Tokens held in each row, padding included. */
  get length(): number {
    return this.#layers[0]!.reduce((total, { keys }) => total + keys.shape[2], 0);
  }

  /** Rows held; 0 while empty. */
  get batch(): number {
    return this.#layers[0]![0]?.keys.shape[0] ?? 0;
  }

  /**
   * Adds the newest positions of a layer and returns the blocks of all of them; the cache keeps owning what it returns.
   *
   * @param keys [batch, numKeyValueHeads, new, headDim]
   * @param values [batch, numKeyValueHeads, new, headDim]
   */
  append(layer: number, keys: tf.Tensor4D, values: tf.Tensor4D): readonly KeyValueBlock[] {
    const blocks = this.#layers[layer]!;
    const last = blocks.at(-1);
    if (last && last.keys.size < this.#blockSize) {
      blocks[blocks.length - 1] = {
        keys: tf.keep(tf.concat([last.keys, keys], 2)),
        values: tf.keep(tf.concat([last.values, values], 2)),
      };
      tf.dispose([last.keys, last.values]);
    } else {
      blocks.push({ keys: tf.keep(tf.clone(keys)), values: tf.keep(tf.clone(values)) });
    }
    return blocks;
  }

  /** Whether every layer has one block after the next tokens, as it has one or none now. */
  get staysOneBlock(): boolean {
    const [first, second] = this.#layers[0]!;
    return second === undefined && (first === undefined || first.keys.size < this.#blockSize);
  }

  /** The only block of each layer, or nothing where a layer is empty; the cache keeps owning them. */
  onlyBlocks(): readonly (KeyValueBlock | undefined)[] {
    return this.#layers.map(([block]) => block);
  }

  /** Puts longer blocks, one a layer, in the place of all; the cache owns them from now on. */
  replaceBlocks(longer: readonly KeyValueBlock[]): void {
    this.dispose();
    this.#layers = longer.map(({ keys, values }) => [{ keys: tf.keep(keys), values: tf.keep(values) }]);
  }

  /** Replaces the rows by `rows[i]` of the present ones: reorders them, or spreads one over many. */
  reorder(rows: Int32Array): void {
    const padding = this.padding;
    if (padding) this.padding = rows.map((row) => padding[row]!);
    tf.tidy(() => {
      const indices = tf.tensor1d(rows, "int32");
      this.#replaceAll((blocks) => blocks.map((block) => tf.gather(block, indices, 0)));
    });
  }

  /** Forgets all but the first `length` positions. */
  truncate(length: number): void {
    if (length >= this.length) return;
    this.#replaceAll((blocks) => {
      let start = 0;
      return blocks.flatMap((block) => {
        const kept = Math.min(length - start, block.shape[2]);
        start += block.shape[2];
        return kept > 0 ? [tf.slice(block, 0, [-1, -1, kept, -1])] : [];
      });
    });
  }

  /** Forgets, of the positions from `start` on, all but `places` (counted from `start`, in this order). */
  select(start: number, places: readonly number[]): void {
    tf.tidy(() => {
      const kept = [
        ...Array.from({ length: start }, (_, position) => position),
        ...places.map((place) => start + place),
      ];
      const positions = tf.tensor1d(kept, "int32");
      this.#replaceAll((blocks) => [tf.gather(tf.concat(blocks, 2), positions, 2)]);
    });
  }

  /** A cache with the same content that lives on its own. */
  clone(): KeyValueCache {
    const copy = new KeyValueCache(this.#layers.length, {
      padding: this.padding?.slice(),
      blockSize: this.#blockSize,
    });
    copy.#layers = this.#layers.map((blocks) =>
      blocks.map(({ keys, values }) => ({
        keys: tf.keep(tf.clone(keys)),
        values: tf.keep(tf.clone(values)),
      })),
    );
    return copy;
  }

  /** Frees every tensor; the cache is then empty and can be filled again. */
  dispose(): void {
    this.#layers = this.#layers.map((blocks) => {
      tf.dispose(blocks.flatMap(({ keys, values }) => [keys, values]));
      return [];
    });
  }

  /** @param replace gives the new blocks of a layer's keys, or values, for the old */
  #replaceAll(replace: (blocks: tf.Tensor4D[]) => tf.Tensor4D[]): void {
    this.#layers = this.#layers.map((blocks) => {
      if (blocks.length === 0) return blocks;
      const [keys, values] = tf.tidy(() =>
        [blocks.map((block) => block.keys), blocks.map((block) => block.values)].map((held) =>
          replace(held).map((tensor) => tf.keep(tensor)),
        ),
      ) as [tf.Tensor4D[], tf.Tensor4D[]];
      tf.dispose(blocks.flatMap((block) => [block.keys, block.values]));
      return keys.map((block, index) => ({ keys: block, values: values[index]! }));
    });
  }
}
