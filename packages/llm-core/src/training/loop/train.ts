import { registerGradients } from "../gradients/register-gradients.ts";
import { checkTrainOptions } from "./check-train-options.ts";
import type { TrainOptions, TrainResult } from "./train-options.ts";
import { TrainingRun } from "./training-run.ts";

/**
 * Trains a Llama by AdamW on packed batches until `steps` updates are done, the time budget is spent, validation no
 * longer improves, or the signal stops it.
 *
 * On one machine and backend a run is determined by its options (without `seconds`): N updates, a checkpoint and N more
 * give the weights of 2N.
 *
 * @throws TrainingOptionError, LlamaInputError, CheckpointMismatchError, NonFiniteLossError, and what `batches` and the
 * callbacks throw
 */
export async function train(options: TrainOptions): Promise<TrainResult> {
  checkTrainOptions(options);
  registerGradients();
  const run = new TrainingRun(options);
  try {
    return await run.untilStopped();
  } finally {
    run.dispose();
  }
}
