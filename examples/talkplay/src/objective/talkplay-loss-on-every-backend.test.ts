import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { BackendName } from "@talkplay/llm-core";
import { expect, it } from "vitest";

interface Steps {
  line: string;
  /** Tensors left over. */
  left: number;
  training: { step: number; loss: number; gradientNorm: number; metrics: Record<string, number> }[];
}

const program = fileURLToPath(new URL("fixtures/step-on-backend.ts", import.meta.url));

// The losses are checked against PyTorch on the cpu backend, in their own package.
const expected = trainOn("cpu");

it.for<BackendName>(["tensorflow", "wasm", "webgpu"])(
  "relation: the whole loss and its gradients on %s are those of the cpu, step by step",
  { timeout: 180_000 },
  async (name, { skip }) => {
    if (name === "webgpu" && process.env.VK_ICD_FILENAMES === undefined)
      skip("Chromium, whose Vulkan driver it needs, is not installed");
    const reference = await expected;
    const steps = await trainOn(name);
    console.log(steps.line);
    expect(steps.left).toBe(0);
    expect(steps.training.map(({ step }) => step)).toEqual(reference.training.map(({ step }) => step));
    for (const [place, { loss, gradientNorm, metrics }] of steps.training.entries()) {
      const of = reference.training[place]!;
      const pairs = [
        [loss, of.loss],
        [gradientNorm, of.gradientNorm],
        ...Object.entries(of.metrics).map(([metric, value]) => [metrics[metric]!, value]),
      ] as [number, number][];
      for (const [got, want] of pairs) expect(Math.abs(got - want)).toBeLessThan(1e-4 * Math.abs(want));
    }
  },
);

it("relation: the loss falls, and the chunked cross-entropy is the plain one", async () => {
  const { training, left } = await expected;
  expect(left).toBe(0);
  expect(training.at(-1)!.loss).toBeLessThan(training[0]!.loss - 0.1);
  for (const { metrics } of training) expect(metrics.conversation).toBeCloseTo(metrics.whole!, 5);
}, 60_000);

async function trainOn(name: BackendName): Promise<Steps> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["--import", "tsx", "--conditions=@talkplay/source", program, name],
    { maxBuffer: 2 ** 24 },
  );
  const line = stdout.split("\n").find((one) => one.startsWith("steps "));
  return JSON.parse(line?.slice("steps ".length) ?? "null") as Steps;
}
