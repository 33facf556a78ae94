import type { ItemCorpus } from "./item-corpus.ts";
import { Item2VecInputError, type Item2VecSettings } from "./item2vec-options.ts";
import type { SkipGramImports } from "./skip-gram-memory.ts";
import { skipGramWasm } from "./skip-gram-wasm.ts";

/** What skip-gram.wat offers, working on the memory that it was given. */
export interface SkipGram {
  /**
   * Trains on the playlists first … end - 1 at learning rate `rate + slope × position`, drawing what follows from
   * (seed, draw) alone.
   *
   * @returns pairs trained, and the sum of their losses
   */
  train(
    first: number,
    end: number,
    rate: number,
    slope: number,
    seed: number,
    draw: number,
  ): [number, number];
  /** One step on one pair; returns the loss before it. */
  step(item: number, target: number, rate: number): number;
}

/** The inner loop as a compiled module, which can be posted to threads. */
export function compileSkipGram(memory: keyof typeof skipGramWasm): Promise<WebAssembly.Module> {
  return WebAssembly.compile(Uint8Array.from(atob(skipGramWasm[memory]), (byte) => byte.charCodeAt(0)));
}

export async function instantiateSkipGram(
  module: WebAssembly.Module,
  imports: SkipGramImports,
): Promise<SkipGram> {
  const { exports } = await WebAssembly.instantiate(module, imports as unknown as WebAssembly.Imports);
  return exports as unknown as SkipGram;
}

/** Positions that a run of playlists holds at least: a millisecond or so of work. */
const runPositions = 1000;

/** The playlists cut into runs: run r is the playlists bounds[r] … bounds[r + 1] - 1. */
export function playlistRuns({ starts }: ItemCorpus): Int32Array {
  const bounds = [0];
  for (let playlist = 1; playlist < starts.length; playlist++)
    if (starts[playlist]! - starts[bounds.at(-1)!]! >= runPositions) bounds.push(playlist);
  if (bounds.at(-1)! < starts.length - 1) bounds.push(starts.length - 1);
  return Int32Array.from(bounds);
}

/** The learning rate of an epoch (from 1) as a line over its positions: it falls evenly over all epochs. */
export function learningRateLine(
  { epochs, learningRate, finalLearningRate }: Item2VecSettings,
  epoch: number,
  positions: number,
): { rate: number; slope: number } {
  const fall = learningRate - finalLearningRate;
  return { rate: learningRate - (fall * (epoch - 1)) / epochs, slope: -fall / (epochs * positions) };
}

/**
 * Vectors that grow without bound are sure of everything and mostly wrong: their loss is far above that of chance.
 *
 * @param loss Mean loss a pair in an epoch, in nats; NaN when it had no pair.
 * @throws Item2VecInputError
 */
export function checkConverging(loss: number, { learningRate, negatives }: Item2VecSettings): void {
  const chance = (negatives + 1) * Math.LN2;
  if (loss > 2 * chance)
    throw new Item2VecInputError(
      "learningRate",
      `low enough to learn (the loss is ${loss.toFixed(2)} nats a pair, ${chance.toFixed(2)} by chance)`,
      learningRate,
    );
}
