import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Llama } from "../model/llama.ts";
import { loadLlama, loadLora, saveHuggingFace, saveLora } from "../node/index.ts";
import { setWaves } from "../training/fixtures/set-waves.ts";
import { weightedMean } from "../training/fixtures/weighted-mean.ts";
import { train } from "../training/loop/train.ts";
import { BatchStream } from "../training/packing/batch-stream.ts";
import { constantSchedule } from "../training/schedules/schedules.ts";
import { expandVocabulary } from "../vocabulary/expand-vocabulary.ts";
import vectors from "./__vectors__/lora.json";
import { addLora } from "./add-lora.ts";
import { makeAdapted, makeBase, trainAdapted } from "./fixtures/reference-adapter.ts";
import { mergeLora } from "./merge-lora.ts";

function logitsOf(model: Llama, ids: number[][] = vectors.probe): number[] {
  return tf.tidy(() => {
    const hidden = tf.reshape(model.forward(tf.tensor2d(ids, undefined, "int32")), [
      -1,
      model.config.hiddenSize,
    ]);
    return [...model.logits(hidden as tf.Tensor2D).dataSync()];
  });
}

function largestDifference(left: ArrayLike<number>, right: ArrayLike<number>): number {
  expect(left.length).toBe(right.length);
  return Array.from(left).reduce((most, value, i) => Math.max(most, Math.abs(value - right[i]!)), 0);
}

function withRank4(changes: { alpha: number; rankStabilized?: boolean }): Llama {
  const model = makeBase();
  setWaves(addLora(model, { rank: 4, ...changes }).weights, 0.2);
  return model;
}

/** The adapter that PEFT has saved, in a folder of its own, with some fields of its configuration changed. */
async function changedAdapter(name: string, change: object): Promise<string> {
  const copy = join(folder, `changed-${name}`);
  const model = makeBase();
  await loadLora(model, fromPeft);
  await saveLora(model, copy, { firstId: vectors.firstId });
  model.dispose();
  const config = JSON.parse(await readFile(join(copy, "adapter_config.json"), "utf8")) as object;
  await writeFile(join(copy, "adapter_config.json"), JSON.stringify({ ...config, ...change }));
  return copy;
}

let folder: string;
let fromPeft: string;
beforeAll(async () => {
  await tf.setBackend("cpu");
  folder = await mkdtemp(join(tmpdir(), "lora-"));
  fromPeft = folder;
  for (const [name, base64] of Object.entries(vectors.files))
    await writeFile(join(folder, name), Buffer.from(base64, "base64"));
});
afterAll(() => rm(folder, { recursive: true }));

describe("parity: PEFT", () => {
  it("a fresh adapter's predictions", () => {
    expect(largestDifference(logitsOf(makeAdapted()), vectors.logitsBefore)).toBeLessThan(1e-5);
  });

  it.each([false, true])(
    "training of adapter and new rows (gradient checkpointing: %s)",
    async (checkpointing) => {
      const model = makeAdapted();
      const { training } = await trainAdapted(model, checkpointing);
      training.forEach(({ loss, gradientNorm }, step) => {
        expect(Math.abs(loss - vectors.losses[step]!)).toBeLessThan(1e-5);
        expect(Math.abs(gradientNorm - vectors.gradientNorms[step]!)).toBeLessThan(1e-4);
      });
      const expected = makeBase();
      await loadLora(expected, fromPeft);
      for (const [name, weight] of expected.parameters) {
        const difference = largestDifference(model.parameters.get(name)!.dataSync(), weight.dataSync());
        expect(difference, name).toBeLessThan(1e-4);
      }
    },
  );

  it("an adapter that PEFT has saved, and the bytes that PEFT has loaded back", async () => {
    const model = makeBase();
    await loadLora(model, fromPeft);
    expect(largestDifference(logitsOf(model), vectors.logitsAfter)).toBeLessThan(1e-5);
    const copy = join(folder, "copy");
    await saveLora(model, copy, { firstId: vectors.firstId });
    for (const [name, checksum] of Object.entries(vectors.resaved)) {
      const bytes = await readFile(join(copy, name));
      expect(createHash("sha256").update(bytes).digest("hex"), name).toBe(checksum);
    }
  });
});

describe("relation: an adapter", () => {
  it("changes nothing while it is fresh, and is drawn by its seed", () => {
    const model = makeBase();
    const before = logitsOf(model);
    const drawn = (seed: number) => {
      const adapter = addLora(model, { seed });
      expect(logitsOf(model)).toEqual(before);
      model.detach();
      return [...adapter.weights.values()].flatMap((weight) => [...weight.dataSync()]);
    };
    expect(drawn(1)).toEqual(drawn(1));
    expect(drawn(1)).not.toEqual(drawn(2));
    const bound = 1 / Math.sqrt(vectors.config.hiddenSize);
    expect(Math.max(...drawn(1))).toBeLessThan(bound);
    expect(Math.max(...drawn(1))).toBeGreaterThan(0.9 * bound);
    expect(Math.min(...drawn(1))).toBeLessThan(-0.9 * bound);
  });

  it("counts alpha / √rank when stabilized for its rank, saved and loaded too (arXiv 2312.03732)", async () => {
    const stabilized = withRank4({ alpha: 6, rankStabilized: true });
    const logits = logitsOf(stabilized);
    expect(largestDifference(logits, logitsOf(withRank4({ alpha: 12 })))).toBeLessThan(1e-6); // 6 / √4 = 12 / 4
    expect(largestDifference(logits, logitsOf(withRank4({ alpha: 6 })))).toBeGreaterThan(1e-3);
    await saveLora(stabilized, join(folder, "stabilized"));
    const again = makeBase();
    await loadLora(again, join(folder, "stabilized"));
    expect(logitsOf(again)).toEqual(logits);
  });

  it("predicts the same merged, saved merged, and after an expansion of the vocabulary", async () => {
    const model = makeAdapted();
    const before = logitsOf(model);
    const merged = join(folder, "merged");
    await saveHuggingFace(model, merged);
    expect(largestDifference(logitsOf(model), before)).toBe(0);
    expect(largestDifference(logitsOf(await loadLlama(merged)), before)).toBeLessThan(1e-5);

    const numTensors = tf.memory().numTensors;
    const held = model.adapter!.weights.size;
    mergeLora(model);
    expect(tf.memory().numTensors).toBe(numTensors - held);
    expect(model.adapter).toBeUndefined();
    expect(largestDifference(logitsOf(model), before)).toBeLessThan(1e-5);

    const { model: expanded } = await expandVocabulary(makeAdapted(), 2);
    const { vocabSize } = vectors.config;
    const old = logitsOf(expanded).filter((_, place) => place % (vocabSize + 2) < vocabSize);
    expect(largestDifference(old, before)).toBeLessThan(1e-6);
  });

  it("is trained alone unless told otherwise", async () => {
    const model = makeAdapted();
    const before = new Map([...model.parameters].map(([name, weight]) => [name, [...weight.dataSync()]]));
    await train({
      model,
      batches: new BatchStream({ documents: vectors.documents, rows: 2, time: 7 }),
      objective: weightedMean,
      steps: 2,
      schedule: constantSchedule(),
    });
    for (const [name, weight] of model.parameters) {
      const moved = largestDifference(weight.dataSync(), before.get(name)!) > 0;
      expect(moved, name).toBe(model.adapter!.weights.has(name));
    }
  });
});

describe("unit: memory", () => {
  it("making, saving, loading, merging and taking off an adapter leave the model's tensors alone", async () => {
    const model = makeBase();
    const before = tf.memory().numTensors;
    addLora(model, { seed: 1 });
    const held = model.adapter!.weights.size;
    expect(tf.memory().numTensors).toBe(before + held);
    await saveLora(model, join(folder, "held"));
    expect(tf.memory().numTensors).toBe(before + held);
    mergeLora(model);
    expect(tf.memory().numTensors).toBe(before);
    await loadLora(model, join(folder, "held"));
    expect(tf.memory().numTensors).toBe(before + held);
    model.detach()?.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe("unit: what is not plain LoRA, or not for this model", () => {
  it.each<[string, object]>([
    ["peft_type", { peft_type: "IA3" }],
    ["bias", { bias: "all" }],
    ["use_dora", { use_dora: true }],
    ["modules_to_save", { modules_to_save: ["lm_head"] }],
    ["rank_pattern", { rank_pattern: { q_proj: 2 } }],
    ["init_lora_weights", { init_lora_weights: "pissa" }],
    ["target_modules", { target_modules: "all-linear" }],
    ["targets", { target_modules: ["q_proj", "embed_tokens"] }],
    ["rank", { r: 0 }],
    ["alpha", { lora_alpha: null }],
    ["trainable_token_indices", { trainable_token_indices: { v_proj: [1] } }],
  ])("is refused by its field: %s", async (field, change) => {
    const model = makeBase();
    const before = tf.memory().numTensors;
    await expect(loadLora(model, await changedAdapter(field, change))).rejects.toMatchObject({
      name: "LoraConfigError",
      field,
    });
    expect(tf.memory().numTensors).toBe(before);
    expect(model.adapter).toBeUndefined();
  });

  it("is refused before the model changes", async () => {
    const model = makeAdapted();
    expect(() => addLora(model)).toThrow(/adapter must be the only one/);
    await expect(loadLora(model, fromPeft)).rejects.toThrow(/the only one/);
    expect(() => addLora(makeBase(), { targets: [] })).toThrow(/targets is \[\]/);

    const wider = await changedAdapter("wider", { r: 4 });
    await expect(loadLora(makeBase(), wider)).rejects.toThrow(
      /q_proj.lora_A.weight: expected \[4, 8\], got \[3, 8\]/,
    );
    const beyond = await changedAdapter("beyond", { trainable_token_indices: [11, 12, 13, 14] });
    await expect(loadLora(makeBase(), beyond)).rejects.toThrow(/row 14 of model.embed_tokens.weight/);
    await expect(saveLora(makeBase(), join(folder, "none"))).rejects.toThrow(/with an adapter/);
    await expect(saveLora(makeAdapted(), join(folder, "none"), { firstId: 14 })).rejects.toThrow(/firstId/);
  });
});
