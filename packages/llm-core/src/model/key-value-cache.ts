import * as tf from "@tensorflow/tfjs-core";

/** Keys and values of one layer, [batch, numKeyValueHeads, length, headDim], keys after the rotary embedding. */
interface LayerCache {
  keys: tf.Tensor4D;
  values: tf.Tensor4D;
}

/**
 * What a Llama has read so far, so that the next token costs one position and not the whole context again.
 *
 * Made by `model.createCache()`, filled by `model.forward(ids, { cache })`; holds tensors until {@link dispose}.
 */
export class KeyValueCache {
  /** Number of leading padding positions of each row, so that rows of different lengths decode as if alone. */
  padding?: Int32Array;
  #layers: (LayerCache | undefined)[];

  constructor(numLayers: number, padding?: Int32Array) {
    this.#layers = Array.from({ length: numLayers }, () => undefined);
    this.padding = padding;
  }

  /** Tokens held in each row, padding included. */
  get length(): number {
    return this.#layers[0]?.keys.shape[2] ?? 0;
  }

  /** Rows held; 0 while empty. */
  get batch(): number {
    return this.#layers[0]?.keys.shape[0] ?? 0;
  }

  /**
   * Adds the newest positions of a layer and returns all of them; the cache keeps owning what it returns.
   *
   * @param keys [batch, numKeyValueHeads, new, headDim]
   * @param values [batch, numKeyValueHeads, new, headDim]
   */
  append(layer: number, keys: tf.Tensor4D, values: tf.Tensor4D): LayerCache {
    const held = this.#layers[layer];
    const extended = {
      keys: tf.keep(held ? tf.concat([held.keys, keys], 2) : tf.clone(keys)),
      values: tf.keep(held ? tf.concat([held.values, values], 2) : tf.clone(values)),
    };
    if (held) tf.dispose([held.keys, held.values]);
    this.#layers[layer] = extended;
    return extended;
  }

  /** Replaces the rows by `rows[i]` of the present ones: reorders beams, or spreads one row over many. */
  reorder(rows: Int32Array): void {
    const padding = this.padding;
    if (padding) this.padding = rows.map((row) => padding[row]!);
    tf.tidy(() => {
      const indices = tf.tensor1d(rows, "int32");
      this.#replaceAll((tensor) => tf.gather(tensor, indices, 0));
    });
  }

  /** Forgets all but the first `length` positions. */
  truncate(length: number): void {
    if (length >= this.length) return;
    this.#replaceAll((tensor) => tf.slice(tensor, 0, [-1, -1, length, -1]));
  }

  /** Forgets, of the positions from `start` on, all but `places` (counted from `start`, in this order). */
  select(start: number, places: readonly number[]): void {
    tf.tidy(() => {
      const kept = [
        ...Array.from({ length: start }, (_, position) => position),
        ...places.map((place) => start + place),
      ];
      const positions = tf.tensor1d(kept, "int32");
      this.#replaceAll((tensor) => tf.gather(tensor, positions, 2));
    });
  }

  /** A cache with the same content that lives on its own. */
  clone(): KeyValueCache {
    const copy = new KeyValueCache(this.#layers.length, this.padding?.slice());
    copy.#layers = this.#layers.map(
      (layer) => layer && { keys: tf.keep(tf.clone(layer.keys)), values: tf.keep(tf.clone(layer.values)) },
    );
    return copy;
  }

  /** Frees every tensor; the cache is then empty and can be filled again. */
  dispose(): void {
    for (const layer of this.#layers) tf.dispose(layer ? [layer.keys, layer.values] : []);
    this.#layers.fill(undefined);
  }

  #replaceAll(replace: (tensor: tf.Tensor4D) => tf.Tensor4D): void {
    this.#layers = this.#layers.map((layer) => {
      if (!layer) return undefined;
      const replaced = { keys: tf.keep(replace(layer.keys)), values: tf.keep(replace(layer.values)) };
      tf.dispose([layer.keys, layer.values]);
      return replaced;
    });
  }
}
