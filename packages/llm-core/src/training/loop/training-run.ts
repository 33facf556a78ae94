import * as tf from "@tensorflow/tfjs-core";
import { nextMacrotask } from "../../generation/next-macrotask.ts";
import { AdamW } from "../optimizer/adamw.ts";
import { gradientScale } from "../optimizer/gradient-scale.ts";
import { warmupCosineSchedule } from "../schedules/schedules.ts";
import { trainedShape, trainedWeights } from "../trainable/trained-weights.ts";
import type { TrainedWeight } from "../trainable/trained-weights.ts";
import { differentiate } from "./differentiate.ts";
import { restoreCheckpoint } from "./restore-checkpoint.ts";
import { ScalarReadings } from "./scalar-readings.ts";
import type { TrainOptions, TrainResult } from "./train-options.ts";
import { NonFiniteLossError } from "./training-errors.ts";
import type { TrainingCheckpoint, TrainingProgress } from "./training-progress.ts";
import { validate } from "./validate.ts";

/** One call of `train`: what it has done so far and the tensors that it holds meanwhile. */
export class TrainingRun {
  readonly #options: TrainOptions;
  readonly #trained: ReadonlyMap<string, TrainedWeight>;
  readonly #optimizer: AdamW;
  readonly #progress: TrainingProgress;
  /** Tokens and seconds of the runs that this one continues. */
  readonly #before: { tokens: number; seconds: number; step: number };
  readonly #figures = new ScalarReadings();
  readonly #metrics = new ScalarReadings();
  readonly #now: () => number;
  readonly #begin: number;
  #reported: { tokens: number; seconds: number };
  #learningRate = 0;
  #isSaved = true;

  constructor(options: TrainOptions) {
    const { model, batches, resume, now = () => performance.now() } = options;
    this.#options = options;
    const trained = trainedWeights(model, options.trainable);
    this.#trained = trained;
    this.#optimizer = new AdamW(options.optimizer);
    if (resume) restoreCheckpoint(resume, { model, trained, batches, optimizer: this.#optimizer });
    this.#optimizer.reserve(new Map([...trained].map(([name, weight]) => [name, trainedShape(weight)])));
    this.#progress = resume
      ? structuredClone(resume.progress)
      : { step: 0, tokens: 0, seconds: 0, data: batches.position, training: [], validation: [] };
    const { tokens, seconds, step } = this.#progress;
    this.#before = { tokens, seconds, step };
    this.#reported = { tokens, seconds };
    this.#now = now;
    this.#begin = now();
  }

  async untilStopped(): Promise<TrainResult> {
    const { checkpoint, reportEvery = 10 } = this.#options;
    const progress = this.#progress;
    const isDue = (every: number | undefined) => every !== undefined && progress.step % every === 0;
    let stopped = this.#reasonToStop();
    while (!stopped) {
      await this.#update();
      if (progress.step === 1 || isDue(reportEvery)) await this.#report();
      if (isDue(this.#options.validate?.every)) await this.#validate();
      if (isDue(checkpoint?.every)) await this.#save();
      await nextMacrotask();
      stopped = this.#reasonToStop();
    }
    await this.#report();
    if (stopped !== "signal" && progress.validation.at(-1)?.step !== progress.step) await this.#validate();
    if (!this.#isSaved) await this.#save();
    const { tokens, seconds } = this.#before;
    const tokensPerSecond = (progress.tokens - tokens) / Math.max(this.#seconds() - seconds, 1e-9);
    return { ...progress, stopped, tokensPerSecond };
  }

  dispose(): void {
    this.#optimizer.dispose();
    this.#figures.dispose();
    this.#metrics.dispose();
  }

  #reasonToStop(): TrainResult["stopped"] | undefined {
    const { signal, steps, seconds = Infinity } = this.#options;
    const { step, validation, best } = this.#progress;
    if (signal?.aborted) return "signal";
    if (step >= steps) return "steps";
    if (this.#seconds() >= seconds) return "seconds";
    const withoutImprovement = validation.filter((point) => point.step > (best?.step ?? 0)).length;
    if (withoutImprovement >= (this.#options.validate?.patience ?? Infinity)) return "patience";
    return undefined;
  }

  /** One update of the weights by the mean gradient of `gradientAccumulation` batches. */
  async #update(): Promise<void> {
    const { model, batches, objective, gradientAccumulation = 1, clip = 1 } = this.#options;
    const { gradientCheckpointing = false, computeType = "float32" } = this.#options;
    const progress = this.#progress;
    const trained = this.#trained;
    const gradients = new Map<string, tf.Tensor>();
    for (let count = 0; count < gradientAccumulation; count++) {
      const batch = await batches.next();
      const part = differentiate({ model, trained, batch, objective, gradientCheckpointing, computeType });
      addGradients(gradients, part.gradients);
      this.#figures.note({ loss: part.loss });
      this.#metrics.note(part.metrics);
      progress.tokens += batch.realTokens;
    }
    const { norm, scale } = gradientScale(gradients.values(), { count: gradientAccumulation, clip });
    this.#figures.note({ gradientNorm: norm });
    this.#learningRate = this.#scheduledRate();
    this.#optimizer.update({
      weights: model.parameters,
      gradients,
      learningRate: this.#learningRate,
      scale,
      fromRow: (name) => trained.get(name)!.fromRow,
    });
    scale.dispose();
    progress.step++;
    progress.seconds = this.#seconds();
    progress.data = batches.position;
    this.#isSaved = false;
  }

  #scheduledRate(): number {
    const {
      steps,
      seconds = Infinity,
      learningRate = 1e-3,
      schedule = warmupCosineSchedule(),
    } = this.#options;
    const shareOfBudget = this.#seconds() / seconds;
    return learningRate * schedule(Math.max(this.#progress.step, shareOfBudget * steps), steps);
  }

  /** Reads the losses since the last report, adds them to the curve and tells `onProgress`. */
  async #report(): Promise<void> {
    const progress = this.#progress;
    const { step, tokens, seconds, training } = progress;
    if (step === (training.at(-1)?.step ?? 0)) return;
    const { loss = NaN, gradientNorm = NaN } = await this.#figures.readMeans();
    const metrics = await this.#metrics.readMeans();
    if (!Number.isFinite(loss)) throw new NonFiniteLossError(step, loss);
    const point = { step, tokens, seconds, loss, metrics, learningRate: this.#learningRate, gradientNorm };
    training.push(point);

    const reported = this.#reported;
    this.#reported = { tokens, seconds };
    this.#options.onProgress?.({
      ...point,
      steps: this.#options.steps,
      epoch: progress.data.epoch,
      tokensPerSecond: (tokens - reported.tokens) / Math.max(seconds - reported.seconds, 1e-9),
      secondsLeft: this.#secondsLeft(),
      validation: progress.validation.at(-1),
    });
  }

  #secondsLeft(): number {
    const { steps, seconds: budget = Infinity } = this.#options;
    const { step, seconds } = this.#progress;
    const secondsAStep = (seconds - this.#before.seconds) / (step - this.#before.step);
    return Math.max(0, Math.min((steps - step) * secondsAStep, budget - seconds));
  }

  async #validate(): Promise<void> {
    const { model, objective, computeType = "float32", validate: options } = this.#options;
    if (!options) return;
    const progress = this.#progress;
    const { loss, metrics } = await validate({ model, objective, computeType, batches: options.batches });
    const { step, tokens } = progress;
    progress.seconds = this.#seconds();
    const point = { step, tokens, seconds: progress.seconds, loss, metrics };
    progress.validation.push(point);
    this.#options.onValidation?.(point);
    this.#isSaved = false;
    if (loss >= (progress.best?.loss ?? Infinity)) return;
    progress.best = point;
    await options.onBest?.(this.#checkpoint());
  }

  async #save(): Promise<void> {
    // A loss that is no number must not reach a checkpoint
    await this.#report();
    await this.#options.checkpoint?.save(this.#checkpoint());
    this.#isSaved = true;
  }

  #checkpoint(): TrainingCheckpoint {
    return {
      weights: Object.fromEntries([...this.#trained].map(([name, { variable }]) => [name, variable])),
      optimizer: this.#optimizer.state,
      progress: structuredClone(this.#progress),
    };
  }

  /** Time spent so far, by this run and those that it continues. */
  #seconds(): number {
    return this.#before.seconds + (this.#now() - this.#begin) / 1000;
  }
}

/** Adds gradients to a sum and takes them over. */
function addGradients(sum: Map<string, tf.Tensor>, added: ReadonlyMap<string, tf.Tensor>): void {
  for (const [name, gradient] of added) {
    const before = sum.get(name);
    sum.set(name, before ? tf.add(before, gradient) : gradient);
    if (before) tf.dispose([before, gradient]);
  }
}
