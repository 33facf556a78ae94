import { llamaConfig } from "@talkplay/llm-core";
import type { LlamaConfig } from "@talkplay/llm-core";

/** What both contenders are asked for; each loads the folder once and keeps it. */
export type DecodeTask = GreedyTask | RecommendTask;

/** A greedy continuation of every prompt, all in one batch. */
interface GreedyTask {
  kind: "greedy";
  folder: string;
  prompts: number[][];
  newTokens: number;
}

/** The best sequences of a catalogue after a prompt: constrained beam search. */
interface RecommendTask {
  kind: "recommend";
  folder: string;
  prompt: number[];
  beams: number;
  /** Tokens of each track, all equally many. */
  catalogue: number[][];
}

export interface DecodeReport {
  seconds: number;
  /** Rows of the batch, or beams from the best on: the new ids. */
  ids: number[][];
  /** Joint log-probability of each beam. */
  scores?: number[];
}

export interface DecodeSize {
  name: string;
  config: LlamaConfig;
}

/** About 5 and 125 million parameters, tied embeddings, heads 64 wide. */
export const decodeSizes: readonly DecodeSize[] = [
  {
    name: "5M",
    config: shape({
      vocabSize: 8000,
      hiddenSize: 256,
      intermediateSize: 688,
      numLayers: 4,
      numHeads: 4,
      numKeyValueHeads: 2,
    }),
  },
  {
    name: "125M",
    config: shape({
      vocabSize: 50_304,
      hiddenSize: 768,
      intermediateSize: 2048,
      numLayers: 12,
      numHeads: 12,
      numKeyValueHeads: 12,
    }),
  },
];

function shape(
  sizes: Pick<
    LlamaConfig,
    "vocabSize" | "hiddenSize" | "intermediateSize" | "numLayers" | "numHeads" | "numKeyValueHeads"
  >,
): LlamaConfig {
  return llamaConfig("tiny", { ...sizes, headDim: 64, maxPositions: 1024, tieWordEmbeddings: true });
}

/** Seeded ids below `vocabSize`. */
export function randomIds(count: number, vocabSize: number, seed: number): number[] {
  let state = seed;
  return Array.from({ length: count }, () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (state >>> 8) % vocabSize;
  });
}

/** Tracks of five tokens, each from a codebook of 256 ids of its own at the end of the vocabulary. */
export function randomCatalogue(tracks: number, vocabSize: number): number[][] {
  const digits = randomIds(5 * tracks, 256, 9);
  const codes = Array.from({ length: tracks }, (_, track) =>
    digits.slice(5 * track, 5 * track + 5).map((digit, place) => vocabSize - 256 * (5 - place) + digit),
  );
  return [...new Map(codes.map((code) => [code.join(), code])).values()];
}
