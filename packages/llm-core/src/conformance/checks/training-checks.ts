import * as tf from "@tensorflow/tfjs-core";
import loraVectors from "../../lora/__vectors__/lora.json";
import { makeAdapted, trainAdapted } from "../../lora/fixtures/reference-adapter.ts";
import {
  makeReferenceModel,
  makeReferenceStream,
  trainAsReference,
} from "../../training/fixtures/reference-run.ts";
import { weightedMean } from "../../training/fixtures/weighted-mean.ts";
import { registerGradients } from "../../training/gradients/register-gradients.ts";
import vectors from "../../training/loop/__vectors__/training.json";
import type { TrainResult } from "../../training/loop/train-options.ts";
import { evaluateObjective } from "../../training/objective/evaluate-objective.ts";
import { expectClose, type ConformanceCheck } from "../conformance-check.ts";
import { valuesOf } from "./values-of.ts";

/** A whole run on packed documents beside PyTorch's AdamW and transformers' Llama, and PEFT's adapter. */
export const trainingChecks: readonly ConformanceCheck[] = [
  ...[false, true].flatMap((gradientCheckpointing) => {
    const kind = gradientCheckpointing ? "checkpointed" : "plain";
    return [
      {
        name: `parity: the gradient of every weight is PyTorch's (${kind})`,
        run: () => checkGradients(gradientCheckpointing),
      },
      {
        name: `parity: updates by AdamW are PyTorch's (${kind})`,
        run: () => checkUpdates(gradientCheckpointing),
      },
    ];
  }),
  { name: "parity: training an adapter and new rows is PEFT's", run: checkLora },
];

async function checkGradients(gradientCheckpointing: boolean): Promise<void> {
  registerGradients();
  const model = makeReferenceModel();
  const batch = await makeReferenceStream().next();
  const variables = [...model.weights];
  const gradients = await valuesOf(() => {
    const { value, grads } = tf.variableGrads(
      () => evaluateObjective(model, batch, weightedMean, { gradientCheckpointing }).loss,
      variables.map(([, variable]) => variable),
    );
    value.dispose();
    return variables.map(([, variable]) => grads[variable.name]!);
  });
  model.dispose();
  const expected: Record<string, number[]> = vectors.firstGradients;
  for (const [n, [name]] of variables.entries()) {
    const largest = Math.max(...expected[name]!.map(Math.abs));
    expectClose(`gradient of ${name}`, gradients[n]!, expected[name]!, 1e-4 * largest);
  }
}

async function checkUpdates(gradientCheckpointing: boolean): Promise<void> {
  const model = makeReferenceModel();
  const result = await trainAsReference(model, gradientCheckpointing);
  const embedding = await model.embedding.data();
  model.dispose();
  expectCurve(result, vectors);
  expectClose("embedding", embedding, vectors.embedding, 1e-4);
}

async function checkLora(): Promise<void> {
  const model = makeAdapted();
  const logits = async () => {
    const [values] = await valuesOf(() => {
      const hidden = model.forward(tf.tensor2d(loraVectors.probe, undefined, "int32"));
      return [model.logits(tf.reshape(hidden, [-1, model.config.hiddenSize]) as tf.Tensor2D)];
    });
    return values!;
  };
  const before = await logits();
  const result = await trainAdapted(model, false);
  const after = await logits();
  model.dispose();
  expectClose("logits before", before, loraVectors.logitsBefore, 1e-4);
  expectCurve(result, loraVectors);
  expectClose("logits after", after, loraVectors.logitsAfter, 5e-4);
}

function expectCurve(
  { training }: TrainResult,
  expected: { losses: number[]; gradientNorms: number[] },
): void {
  const losses = training.map(({ loss }) => loss);
  const norms = training.map(({ gradientNorm }) => gradientNorm);
  expectClose("losses", losses, expected.losses, 1e-4);
  expectClose("gradient norms", norms, expected.gradientNorms, 2e-4);
}
