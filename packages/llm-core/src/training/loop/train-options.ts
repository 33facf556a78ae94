import type { ComputeType } from "../../model/compute-type.ts";
import type { Llama } from "../../model/llama.ts";
import type { Objective } from "../objective/objective.ts";
import type { AdamWOptions } from "../optimizer/adamw.ts";
import type { BatchPosition } from "../packing/batch-stream.ts";
import type { PackedBatch } from "../packing/packed-batch.ts";
import type { Schedule } from "../schedules/schedules.ts";
import type { Trainable } from "../trainable/trainable.ts";
import type { CurvePoint, TrainingCheckpoint, TrainingPoint, TrainingProgress } from "./training-progress.ts";

/** Where batches come from; `BatchStream` is one. */
export interface BatchSource {
  /** The next batch. */
  next(): PackedBatch | Promise<PackedBatch>;
  /** Where the next batch begins; saved with checkpoints. */
  readonly position: BatchPosition;
  /** Goes to a saved position, so that a resumed run sees what it would have seen. */
  seek(position: BatchPosition): void;
}

/** Options of `train`. */
export interface TrainOptions {
  /** Trained in place. */
  model: Llama;
  /** Such as a `BatchStream`. */
  batches: BatchSource;
  /** The loss, from hidden states and output embedding. */
  objective: Objective;
  /** Updates in all, those of a resumed checkpoint included. The paper's run takes 2.3M. */
  steps: number;
  /**
   * Peak learning rate. The default suits a model trained from scratch; the fine-tuning of a pretrained 1B model takes
   * about 1e-5. The paper does not state its rate.
   * @default 1e-3
   */
  learningRate?: number;
  /** @default warmupCosineSchedule() */
  schedule?: Schedule;
  optimizer?: AdamWOptions;
  /**
   * Batches whose gradients are averaged into one update, each counting the same.
   * @default 1
   */
  gradientAccumulation?: number;
  /**
   * Largest global norm of an update's gradients; `Infinity` for no clipping. The paper does not state this.
   * @default 1
   */
  clip?: number;
  /**
   * Which weights are trained, by their names: of the model and of its adapter. `newRows(firstId)` trains what an
   * expanded vocabulary added.
   * @default all; of a model with an adapter, the adapter alone
   */
  trainable?: Trainable;
  /**
   * Keep of every layer the inputs of attention and feed-forward only, and compute either again on the way back: the same
   * gradients in much less memory, for the time of one more forward pass.
   * @default false
   */
  gradientCheckpointing?: boolean;
  /**
   * Numbers that the products with the model's matrices are computed in, validation included. "bfloat16" needs native
   * TensorFlow and is meant for GPUs; weights, gradients and the optimizer stay float32. The paper does not state its
   * own.
   * @default "float32"
   */
  computeType?: ComputeType;
  /**
   * A budget of wall-clock time: training ends at it if `steps` are not done before, and the schedule follows whichever
   * of the two is further, so that it always reaches its end. Such a run depends on the machine's speed and is not
   * reproducible bit by bit, as one without a budget is.
   * @default none
   */
  seconds?: number;
  validate?: {
    /** Updates between validations; there is one at the end as well. */
    every: number;
    batches: readonly PackedBatch[];
    /**
     * Validations in a row without a new lowest loss after which training stops.
     * @default never
     */
    patience?: number;
    /** Called after each validation with the lowest loss so far, to keep its weights (the paper keeps those). */
    onBest?: (checkpoint: TrainingCheckpoint) => void | Promise<void>;
  };
  checkpoint?: {
    /** Updates between checkpoints; there is one at the end, and one when `signal` stops the run, as well. */
    every: number;
    save: (checkpoint: TrainingCheckpoint) => void | Promise<void>;
  };
  /** Go on from here. Its tensors are copied and stay the caller's. */
  resume?: TrainingCheckpoint;
  /**
   * Updates between readings of the loss, each of which waits for the device. Reported figures are means over them.
   * @default 10
   */
  reportEvery?: number;
  onProgress?: (progress: TrainProgress) => void;
  /** Hears of every validation, after the report of its update if that has one. */
  onValidation?: (point: CurvePoint) => void;
  /** Stops after the update in progress; `train` then resolves with `stopped: "signal"`. */
  signal?: AbortSignal;
  /**
   * Milliseconds from some moment on.
   * @default performance.now
   */
  now?: () => number;
}

/** What `onProgress` hears. */
export interface TrainProgress extends TrainingPoint {
  /** Updates in all. */
  steps: number;
  /** Of the data, from 0. */
  epoch: number;
  /** Real tokens a second since the last report. */
  tokensPerSecond: number;
  /** Estimated from the speed of this run. */
  secondsLeft: number;
  /** The latest validation. */
  validation: CurvePoint | undefined;
}

/** How a run ended, with its whole history. */
export interface TrainResult extends TrainingProgress {
  /** What ended it: all steps done, the time budget, no new lowest loss, or the signal. */
  stopped: "steps" | "seconds" | "patience" | "signal";
  /** Real tokens a second of this run, validation and checkpoints included. */
  tokensPerSecond: number;
}
