import { appendFileSync } from "node:fs";
import { mkdir, rename } from "node:fs/promises";
import { dirname } from "node:path";
import type { TrainOptions, TrainProgress } from "../../training/loop/train-options.ts";
import type { CurvePoint, TrainingCheckpoint, TrainingPoint } from "../../training/loop/training-progress.ts";
import { writeFlushed } from "../files/write-flushed.ts";

/** Options of `metricsFile`. */
export interface MetricsFileOptions {
  /** The checkpoint that the run goes on from, if any: the one given to `train`. */
  resume?: Pick<TrainingCheckpoint, "progress">;
}

/** One line of the file. */
export type MetricsLine = ({ kind: "training" } & TrainingPoint) | ({ kind: "validation" } & CurvePoint);

/**
 * Writes a run's figures to a file, a line of JSON a report: `kind` "training" (a `TrainingPoint`) or "validation" (a
 * `CurvePoint`), in the order in which they were measured. Give what it returns to `train`:
 *
 * `train({ ...options, resume, ...(await metricsFile("run/metrics.jsonl", { resume })) })`
 *
 * Whatever a stopped run left, the file then holds every report exactly once: it is written anew from the checkpoint's
 * own figures, without what came after the checkpoint and is computed again, and without a line cut in half.
 *
 * @param path its folder is made if missing; without `resume` an earlier file is replaced
 * @throws the file system's errors; while training they end the run
 */
export async function metricsFile(
  path: string,
  { resume }: MetricsFileOptions = {},
): Promise<Required<Pick<TrainOptions, "onProgress" | "onValidation">>> {
  await mkdir(dirname(path), { recursive: true });
  const draft = `${path}.partial`;
  await writeFlushed(draft, (file) => file.writeFile(resume ? history(resume.progress) : ""));
  await rename(draft, path);
  return {
    onProgress: (progress) => appendFileSync(path, line(trainingLine(progress))),
    onValidation: (point) => appendFileSync(path, line({ kind: "validation", ...point })),
  };
}

/** All figures so far; at the same step the training's before the validation's, as they were measured. */
function history({ training, validation }: TrainingCheckpoint["progress"]): string {
  const lines: MetricsLine[] = [
    ...training.map((point) => ({ kind: "training" as const, ...point })),
    ...validation.map((point) => ({ kind: "validation" as const, ...point })),
  ];
  return lines
    .toSorted((a, b) => a.step - b.step)
    .map(line)
    .join("");
}

/** A report without what only a person watching needs. */
function trainingLine(progress: TrainProgress): MetricsLine {
  const { step, tokens, seconds, loss, metrics, learningRate, gradientNorm } = progress;
  return { kind: "training", step, tokens, seconds, loss, metrics, learningRate, gradientNorm };
}

function line(content: MetricsLine): string {
  return `${JSON.stringify(content)}\n`;
}
