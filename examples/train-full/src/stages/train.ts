import { talkPlayObjective } from "@talkplay-examples/talkplay";
import type { ConversationRenderer } from "@talkplay-examples/talkplay";
import { BatchStream, packDocuments, restoreWeights, train, warmupCosineSchedule } from "@talkplay/llm-core";
import type { Llama, TrainResult } from "@talkplay/llm-core";
import { loadCheckpoint, saveCheckpoint } from "@talkplay/llm-core/node";
import { centroidSimilarities } from "@talkplay/losses";
import type { MusicTokenizer } from "@talkplay/music-tokenizer";
import * as tf from "@tensorflow/tfjs-core";
import { duration } from "../command/progress.ts";
import type { Progress } from "../command/progress.ts";
import type { RunFolder } from "../command/run-folder.ts";
import type { Size } from "../command/sizes.ts";
import type { ExperimentData } from "../data/experiment-data.ts";
import { renderDialogues, trainingDocuments } from "./documents.ts";

/** Validation looks at this many batches at the most. */
const validationBatches = 4;

/**
 * Trains the model in place, from the folder's last checkpoint if there is one, and leaves in it the weights with the
 * lowest validation loss (paper §5). Stopped by the signal, it saves a checkpoint and says so in the result.
 */
export async function trainModel({
  model,
  music,
  data,
  warm,
  renderer,
  size,
  folder,
  seed,
  steps,
  selfSimilarity,
  fineTuning,
  progress,
  signal,
}: {
  model: Llama;
  music: MusicTokenizer;
  data: ExperimentData;
  warm: ReadonlySet<string>;
  renderer: ConversationRenderer;
  size: Size;
  folder: RunFolder;
  seed: number;
  steps: number;
  selfSimilarity: boolean;
  /** A pretrained model takes the learning rate of a fine-tune. */
  fineTuning: boolean;
  progress: Progress;
  signal: AbortSignal;
}): Promise<TrainResult> {
  const { rows, time, responseWeight, learningRate, warmupSteps, validateEvery } = size.training;
  const documents = trainingDocuments({
    data,
    warm,
    renderer,
    size,
    seed,
  });
  const validation = packDocuments({
    documents: renderDialogues(renderer, data.validation, { maxTokens: time, responseWeight }),
    rows,
    time,
  }).batches.slice(0, validationBatches);
  const similarities = music.modalities.map(({ name, clusters }) => {
    const { centroids, width } = music.codebook(name);
    return tf.tidy(() => centroidSimilarities(tf.tensor2d(centroids, [clusters, width])));
  });
  const saved = await loadCheckpoint(folder.file("work", "checkpoints"));
  for (const { message } of saved?.skipped ?? []) progress.note(message);
  if (saved) progress.note(`going on from step ${saved.checkpoint.progress.step}`);
  try {
    const result = await train({
      model,
      batches: new BatchStream({ documents, rows, time, seed }),
      // The self-similarity is always measured; without the loss its weight is 0.
      objective: talkPlayObjective({
        vocabulary: renderer.vocabulary,
        similarities,
        weight: selfSimilarity ? 1 : 0,
      }),
      steps,
      learningRate: fineTuning ? 1e-5 : learningRate,
      schedule: warmupCosineSchedule({ warmup: Math.max(1, Math.min(warmupSteps, Math.floor(steps / 5))) }),
      ...(validation.length > 0 && {
        validate: {
          every: validateEvery,
          batches: validation,
          onBest: async (best) => void (await saveCheckpoint(folder.file("work", "best"), best, { keep: 1 })),
        },
      }),
      checkpoint: {
        every: validateEvery,
        save: async (checkpoint) =>
          void (await saveCheckpoint(folder.file("work", "checkpoints"), checkpoint)),
      },
      ...(saved && { resume: saved.checkpoint }),
      signal,
      onProgress: ({ step, loss, tokensPerSecond, secondsLeft, validation: last }) =>
        progress.update(
          `step ${step} of ${steps}, loss ${loss.toFixed(3)}, ${Math.round(tokensPerSecond).toLocaleString("en")} tokens/s, ` +
            `${duration(secondsLeft * 1000)} left${last ? `, validation ${last.loss.toFixed(3)}` : ""}`,
        ),
    });
    if (result.stopped !== "signal") await useBestWeights(model, folder);
    return result;
  } finally {
    saved?.dispose();
    tf.dispose(similarities);
  }
}

async function useBestWeights(model: Llama, folder: RunFolder): Promise<void> {
  const best = await loadCheckpoint(folder.file("work", "best"));
  if (best === undefined) return;
  restoreWeights(model, best.checkpoint);
  best.dispose();
}
