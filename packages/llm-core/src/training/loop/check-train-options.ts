import { matMulIn } from "../../model/compute-type.ts";
import type { TrainOptions } from "./train-options.ts";
import { TrainingOptionError } from "./training-errors.ts";

/** @throws TrainingOptionError, LlamaInputError */
export function checkTrainOptions(options: TrainOptions): void {
  const { validate, checkpoint, computeType = "float32" } = options;
  matMulIn(computeType);
  const counts = {
    steps: options.steps,
    gradientAccumulation: options.gradientAccumulation,
    reportEvery: options.reportEvery,
    "validate.every": validate?.every,
    "validate.batches.length": validate?.batches.length,
    "validate.patience": validate?.patience,
    "checkpoint.every": checkpoint?.every,
  };
  for (const [option, value] of Object.entries(counts)) {
    if (value !== undefined && !(Number.isInteger(value) && value >= 1)) {
      throw new TrainingOptionError(option, "a whole number from 1", value);
    }
  }
  const amounts = { learningRate: options.learningRate, clip: options.clip, seconds: options.seconds };
  for (const [option, value] of Object.entries(amounts)) {
    if (value !== undefined && !(value > 0)) throw new TrainingOptionError(option, "above 0", value);
  }
}
