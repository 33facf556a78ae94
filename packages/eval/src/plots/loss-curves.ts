import { ArgumentError } from "../errors/argument-error.ts";
import { colourScale, plotSpec } from "./vega-lite-spec.ts";
import type { VegaLiteSpec } from "./vega-lite-spec.ts";

/** The losses of one training run. */
export interface LossCurve {
  /** Name of the training run, such as `"with self-similarity"`. */
  name: string;
  points: readonly LossPoint[];
}

/** What was logged at one step; quantities not measured there are left out. */
export interface LossPoint {
  /** Updates done. */
  step: number;
  /** Nats per token. */
  trainCrossEntropy?: number;
  /** Nats per token. */
  validationCrossEntropy?: number;
  /** The loss of that name, unweighted. */
  selfSimilarity?: number;
}

/** Options of `lossCurves`. */
export interface LossCurvesOptions {
  curves: readonly LossCurve[];
  title?: string;
  /** Of one panel, in pixels. @default 360 */
  width?: number;
  /** @default 260 */
  height?: number;
}

/**
 * The paper's Fig. 2: cross-entropy on training (dashed) and validation data (solid) by step, and beside it the
 * self-similarity loss where it was measured, a colour per training run.
 *
 * @throws {ArgumentError} if no curve has a point.
 */
export function lossCurves({ curves, title, width = 360, height = 260 }: LossCurvesOptions): VegaLiteSpec {
  const crossEntropy = curves.flatMap(({ name, points }) =>
    points.flatMap(({ step, trainCrossEntropy, validationCrossEntropy }) => [
      ...measured({ run: name, step, split: "train", value: trainCrossEntropy }),
      ...measured({ run: name, step, split: "validation", value: validationCrossEntropy }),
    ]),
  );
  const selfSimilarity = curves.flatMap(({ name, points }) =>
    points.flatMap(({ step, selfSimilarity: value }) => measured({ run: name, step, value })),
  );
  if (crossEntropy.length + selfSimilarity.length === 0)
    throw new ArgumentError({ argument: "curves", expected: "curves with points", got: "none" });

  const colour = {
    field: "run",
    type: "nominal",
    title: "Run",
    scale: colourScale(curves.map(({ name }) => name)),
  };
  const step = { field: "step", type: "quantitative", title: "Step", axis: { format: "~s" } };
  const panels = [
    crossEntropy.length > 0 && {
      width,
      height,
      data: { values: crossEntropy },
      mark: { type: "line", strokeWidth: 1.8 },
      encoding: {
        x: step,
        y: lossAxis("Cross-entropy (nats per token)"),
        color: colour,
        strokeDash: {
          field: "split",
          type: "nominal",
          title: "Split",
          scale: {
            domain: ["train", "validation"],
            range: [
              [4, 3],
              [1, 0],
            ],
          },
        },
      },
    },
    selfSimilarity.length > 0 && {
      width,
      height,
      data: { values: selfSimilarity },
      mark: { type: "line", strokeWidth: 1.8 },
      encoding: { x: step, y: lossAxis("Self-similarity loss"), color: colour },
    },
  ];
  return plotSpec(title, { hconcat: panels.filter(Boolean) });
}

/** The point, if its value was measured. */
function measured<T extends { value?: number }>(point: T): T[] {
  return point.value === undefined ? [] : [point];
}

function lossAxis(title: string) {
  return { field: "value", type: "quantitative", title, scale: { zero: false } };
}
