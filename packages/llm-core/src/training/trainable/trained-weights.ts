import type * as tf from "@tensorflow/tfjs-core";
import type { Llama } from "../../model/llama.ts";
import { TrainingOptionError } from "../loop/training-errors.ts";
import type { Trainable } from "./trainable.ts";

/** A weight that is trained, from one of its rows on. */
export interface TrainedWeight {
  variable: tf.Variable;
  /** 0 when all of it is trained. */
  fromRow: number;
}

/**
 * What a run trains, by name: everything, or the adapter alone of a model that has one, unless told otherwise.
 *
 * @throws TrainingOptionError
 */
export function trainedWeights(model: Llama, trainable?: Trainable): Map<string, TrainedWeight> {
  const choose = trainable ?? ((name) => model.adapter?.weights.has(name) ?? true);
  const trained = new Map<string, TrainedWeight>();
  for (const [name, variable] of model.parameters) {
    const chosen = choose(name);
    if (chosen === false) continue;
    const fromRow = chosen === true ? 0 : chosen.fromRow;
    const rows = variable.shape[0]!;
    if (!Number.isSafeInteger(fromRow) || fromRow < 0 || fromRow >= rows) {
      throw new TrainingOptionError(`trainable("${name}").fromRow`, `one of its ${rows} rows`, fromRow);
    }
    trained.set(name, { variable, fromRow });
  }
  if (trained.size === 0) {
    throw new TrainingOptionError("trainable", "true for at least one weight's name", "false for all");
  }
  return trained;
}

/** Shape of what is trained of a weight. */
export function trainedShape({ variable, fromRow }: TrainedWeight): number[] {
  const [rows, ...rest] = variable.shape as [number, ...number[]];
  return [rows - fromRow, ...rest];
}
