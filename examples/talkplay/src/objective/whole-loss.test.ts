import "@tensorflow/tfjs-backend-cpu";
import { BatchStream, createLlama, llamaConfig, registerGradients, train } from "@talkplay/llm-core";
import type { Llama, TrainingCheckpoint } from "@talkplay/llm-core";
import { talkPlayLoss } from "@talkplay/losses";
import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, it } from "vitest";
import vectors from "./__vectors__/whole-loss.json";

beforeAll(async () => {
  await tf.setBackend("cpu");
  registerGradients();
});

describe.each(vectors.cases)("parity: the whole loss of TalkPlay (tied embeddings: $tied)", (expected) => {
  it.each([
    { gradientCheckpointing: false, chunkRows: 64 },
    { gradientCheckpointing: true, chunkRows: 64 },
    { gradientCheckpointing: false, chunkRows: 3 },
    { gradientCheckpointing: true, chunkRows: 3 },
  ])("gives every weight PyTorch's gradient: %o", async ({ gradientCheckpointing, chunkRows }) => {
    const wantedGradients = expected.gradients as unknown as Record<string, number[]>;
    const { point, gradients } = await firstUpdate(expected.tied, { gradientCheckpointing, chunkRows });
    expect(Math.abs(point.loss - expected.loss)).toBeLessThan(1e-5);
    for (const part of ["conversation", "playlist", "selfSimilarity"] as const)
      expect(Math.abs(point.metrics[part]! - expected[part]), part).toBeLessThan(1e-5);

    expect(Object.keys(gradients).toSorted()).toEqual(Object.keys(wantedGradients).toSorted());
    for (const [name, wanted] of Object.entries(wantedGradients)) {
      const largest = Math.max(...wanted.map(Math.abs));
      const differences = wanted.map((value, i) => Math.abs(value - gradients[name]![i]!));
      expect(Math.max(...differences) / largest, name).toBeLessThan(1e-4);
    }
  });
});

/** Trains for one update; its gradients are read from the first moments, which are a tenth of them after it. */
async function firstUpdate(
  tied: boolean,
  options: { gradientCheckpointing: boolean; chunkRows: number },
): Promise<{
  point: { loss: number; metrics: Record<string, number> };
  gradients: Record<string, Float32Array>;
}> {
  const model = createLlama(llamaConfig("tiny", { ...vectors.config, tieWordEmbeddings: tied }));
  setWaves(model);
  const centroids = vectors.centroids.map((rows) => tf.tensor2d(rows));
  const gradients: Record<string, Float32Array> = {};
  const { training } = await train({
    model,
    batches: new BatchStream({ documents: vectors.documents, rows: 2, time: 12 }),
    objective: ({ embedding, labelled }) => {
      const { loss, ...metrics } = talkPlayLoss({
        conversation: labelled("conversation"),
        playlist: labelled("playlist"),
        playlistWeight: vectors.playlistWeight,
        embedding,
        selfSimilarity: { centroids, tokenIds: vectors.tokenIds, weight: vectors.weight },
        chunkRows: options.chunkRows,
      });
      return { loss, metrics };
    },
    gradientCheckpointing: options.gradientCheckpointing,
    steps: 1,
    learningRate: 1e-3,
    clip: Infinity,
    optimizer: { beta1: 0.9 },
    checkpoint: {
      every: 1,
      save: ({ optimizer }: TrainingCheckpoint) => {
        for (const name of Object.keys(optimizer.steps))
          gradients[name] = optimizer.moments[`first.${name}`]!.dataSync<"float32">().map((m) => m / 0.1);
      },
    },
  });
  return { point: training[0]!, gradients };
}

/** The weights that the script computes: entry i of the n-th parameter by name is a wave. */
function setWaves({ weights }: Llama): void {
  [...weights.keys()].toSorted().forEach((name, number) => {
    const weight = weights.get(name)!;
    const waves = Array.from({ length: weight.size }, (_, i) => Math.sin(1.3 * i + number));
    const values = waves.map((wave) => (weight.rank === 1 ? 1 + 0.1 * wave : 0.3 * wave));
    tf.tidy(() => weight.assign(tf.tensor(values, weight.shape)));
  });
}
