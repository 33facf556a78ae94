import { llamaConfig } from "@talkplay/llm-core";
import type { LlamaConfig } from "@talkplay/llm-core";

/** A model and the batch that a step trains it on. */
export interface TrainSize {
  name: string;
  config: LlamaConfig;
  /** Rows of a batch. */
  rows: number;
  /** Tokens of a row. */
  time: number;
}

/** About 5, 40 and 125 million parameters, tied embeddings, heads 64 wide. */
export const trainSizes: readonly TrainSize[] = [
  {
    name: "5M",
    rows: 4,
    time: 512,
    config: shape({ vocabSize: 8000, hiddenSize: 256, intermediateSize: 688, numLayers: 4, numHeads: 4 }, 2),
  },
  {
    name: "40M",
    rows: 4,
    time: 256,
    config: shape(
      { vocabSize: 32_000, hiddenSize: 512, intermediateSize: 1408, numLayers: 8, numHeads: 8 },
      4,
    ),
  },
  {
    name: "125M",
    rows: 2,
    time: 512,
    config: shape(
      { vocabSize: 50_304, hiddenSize: 768, intermediateSize: 2048, numLayers: 12, numHeads: 12 },
      12,
    ),
  },
];

function shape(
  sizes: Pick<LlamaConfig, "vocabSize" | "hiddenSize" | "intermediateSize" | "numLayers" | "numHeads">,
  numKeyValueHeads: number,
): LlamaConfig {
  return llamaConfig("tiny", {
    ...sizes,
    numKeyValueHeads,
    headDim: 64,
    maxPositions: 512,
    tieWordEmbeddings: true,
  });
}

/** What a contender is asked to do: a new optimizer, `steps` updates on the same batches in the same order. */
export interface TrainTask {
  /** A Hugging Face folder in float32, from which the weights are read anew. */
  folder: string;
  /** JSON: ids of each step, row after row, of `rows` rows of `time + 1` tokens. */
  batches: string;
  rows: number;
  time: number;
  gradientCheckpointing: boolean;
}

export interface TrainReport {
  /** Seconds of each update, reading its loss included. */
  seconds: number[];
  losses: number[];
  /** Largest resident memory of the process so far (VmHWM), and what it was before the model was read. */
  peakBytes: number;
  runtimeBytes: number;
}

/** Random tokens, of which every fourth repeats the one before it, so that there is something to learn. */
export function randomBatches({ config, rows, time }: TrainSize, steps: number): number[][] {
  let state = 12_345;
  const next = (): number => (state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff);
  return Array.from({ length: steps }, () => {
    let id = 0;
    return Array.from({ length: rows * (time + 1) }, (_, place) =>
      place % 4 === 3 ? id : (id = (next() >>> 8) % config.vocabSize),
    );
  });
}
