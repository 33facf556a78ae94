import * as tf from "@tensorflow/tfjs-core";
import { hiddenScore } from "../model/attention-mask.ts";
import type { KeyValueCache } from "../model/key-value-cache.ts";
import type { Llama } from "../model/llama.ts";

/**
 * The hypotheses of a beam search in a cache of one row: the prompt's keys and values exist once, behind them stand the
 * tokens of all hypotheses, and a mask says which of them are a hypothesis's own. Reordering hypotheses moves nothing.
 */
export class BeamTree {
  readonly #cache: KeyValueCache;
  readonly #promptLength: number;
  /** Places behind the prompt, in order, of the tokens of each hypothesis of the last reading. */
  #paths: number[][] = [[]];

  /** @param cache of one row, with the prompt read; the tree adds to it and forgets from it */
  constructor(cache: KeyValueCache) {
    this.#cache = cache;
    this.#promptLength = cache.length;
  }

  /**
   * Reads one more token of each hypothesis.
   *
   * @param parents for each, which of the last reading's hypotheses it extends
   * @param ids the tokens
   * @returns the hidden state after each, [hypotheses, hiddenSize]
   */
  read(model: Llama, parents: readonly number[], ids: readonly number[]): tf.Tensor2D {
    const paths = this.#withoutDead(parents.map((parent) => this.#paths[parent]!));
    const held = this.#cache.length - this.#promptLength;
    this.#paths = paths.map((path, row) => [...path, held + row]);
    return tf.tidy(() => {
      const count = ids.length;
      const position = this.#promptLength + paths[0]!.length;
      const hidden = model.forward(tf.tensor2d([...ids], [1, count], "int32"), {
        cache: this.#cache,
        positions: tf.tensor2d(new Int32Array(count).fill(position), [1, count], "int32"),
        mask: this.#mask(held + count),
      });
      return tf.reshape(hidden, [count, -1]) as tf.Tensor2D;
    });
  }

  /** [1, 1, hypotheses, prompt + behind]: the prompt is everybody's. */
  #mask(behind: number): tf.Tensor4D {
    const rows = this.#paths.length;
    const keys = this.#promptLength + behind;
    const mask = new Float32Array(rows * keys);
    for (const [row, path] of this.#paths.entries()) {
      mask.fill(hiddenScore, row * keys + this.#promptLength, (row + 1) * keys);
      for (const place of path) mask[row * keys + this.#promptLength + place] = 0;
    }
    return tf.tensor4d(mask, [1, 1, rows, keys]);
  }

  /** Forgets the tokens of no path once they are the most; returns the paths with their tokens' new places. */
  #withoutDead(paths: number[][]): number[][] {
    const living = [...new Set(paths.flat())].toSorted((left, right) => left - right);
    if (2 * living.length >= this.#cache.length - this.#promptLength) return paths;
    this.#cache.select(this.#promptLength, living);
    const places = new Map(living.map((old, place) => [old, place]));
    return paths.map((path) => path.map((place) => places.get(place)!));
  }
}
