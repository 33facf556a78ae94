import * as tf from "@tensorflow/tfjs-core";
import { LlamaInputError } from "../model/llama-errors.ts";
import { Llama } from "../model/llama.ts";
import { hewittRows } from "./hewitt-rows.ts";
import type { HewittRowsProgress, HewittRowsReport } from "./hewitt-rows.ts";

/** Options of `expandVocabulary`. */
export interface ExpandVocabularyOptions {
  /**
   * Share of the old rows' covariance that new rows scatter with; 0 makes each the mean. The paper does not state it:
   * Hewitt's note uses 1e-5, Hugging Face 1e-9.
   * @default 1e-5
   */
  scale?: number;
  /** Of the random rows. @default 0 */
  seed?: number;
  /** Told often; a vocabulary of 128,000 tokens, 2,048 wide, takes some seconds. */
  onProgress?: (progress: ExpandVocabularyProgress) => void;
  /** Stops at once with the signal's reason; the given model stays as it was. */
  signal?: AbortSignal;
}

/** Of which matrix, and how far that one is. */
export interface ExpandVocabularyProgress extends HewittRowsProgress {
  weight: string;
}

/** A model with more tokens, and how their rows were drawn. */
export interface ExpandedVocabulary {
  /** Takes over the weights of the given model, which must not be used or disposed any more. */
  model: Llama;
  /** Id of the first new token: the old vocabulary's size. */
  firstId: number;
  /** How the new rows of each matrix were drawn, by its weight's name. */
  report: Map<string, HewittRowsReport>;
}

/**
 * Appends rows for new tokens to the token embedding, and to the output layer if that is not the same (paper §4.2).
 *
 * New rows are drawn around the mean of the old ones (Hewitt's initialisation), so that the predictions hardly move:
 * for n old and k new tokens the KL divergence from the old to the new model is at most ln(1 + k/n) at `scale` 0.
 *
 * @param model is used up: all its weights but the replaced ones live on in the returned model.
 * @param count of new tokens, at least 1
 * @throws LlamaInputError, and the signal's reason
 */
export async function expandVocabulary(
  model: Llama,
  count: number,
  options: ExpandVocabularyOptions = {},
): Promise<ExpandedVocabulary> {
  const { scale = 1e-5, seed = 0, onProgress, signal } = options;
  if (!Number.isSafeInteger(count) || count < 1)
    throw new LlamaInputError("count", "a whole number above 0", `${count}`);
  if (!Number.isFinite(scale) || scale < 0)
    throw new LlamaInputError("scale", "a number of at least 0", `${scale}`);
  const { vocabSize, tieWordEmbeddings } = model.config;
  const names = ["model.embed_tokens.weight", ...(tieWordEmbeddings ? [] : ["lm_head.weight"])];
  const report: ExpandedVocabulary["report"] = new Map();
  const weights = new Map(model.weights);
  try {
    for (const [index, name] of names.entries()) {
      const matrix = model.weights.get(name) as tf.Variable<tf.Rank.R2>;
      const drawn = await hewittRows(matrix, {
        count,
        scale,
        // The two matrices of an untied model must not share their random numbers
        seed: seed + index * 2 ** 32,
        onProgress: onProgress && ((progress) => onProgress({ weight: name, ...progress })),
        signal,
      });
      weights.set(
        name,
        tf.tidy(() => tf.variable(tf.concat([matrix, drawn.rows], 0))),
      );
      report.set(name, drawn.report);
      drawn.rows.dispose();
    }
  } catch (error) {
    for (const name of report.keys()) weights.get(name)!.dispose();
    throw error;
  }
  for (const name of names) model.weights.get(name)!.dispose();
  const config = { ...model.config, vocabSize: vocabSize + count };
  const expanded = new Llama(config, weights);
  const adapter = model.detach();
  if (adapter) expanded.attach(adapter);
  return { model: expanded, firstId: vocabSize, report };
}
