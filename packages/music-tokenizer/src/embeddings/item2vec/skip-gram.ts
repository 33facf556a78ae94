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

/** @throws Item2VecInputError when the losses of an epoch, in nats, are no longer finite. */
export function checkConverging(losses: number, { learningRate }: Item2VecSettings): void {
  if (!Number.isFinite(losses))
    throw new Item2VecInputError("learningRate", "low enough for the vectors to stay finite", learningRate);
}
