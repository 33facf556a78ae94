import { readFileSync } from "node:fs";
import createWabt from "wabt";
import { describe, expect, it } from "vitest";
import { item2vecSettings } from "./item2vec-options.ts";
import { compileSkipGram, instantiateSkipGram, learningRateLine, playlistRuns } from "./skip-gram.ts";
import { skipGramMemory } from "./skip-gram-memory.ts";
import { skipGramWasm } from "./skip-gram-wasm.ts";

const width = 3;

/** Four items with made-up vectors; item 2 is the only one ever drawn as a negative. */
async function toySkipGram(playlist = [0, 1, 2, 3]) {
  const corpus = {
    ids: ["a", "b", "c", "d"],
    counts: Float64Array.of(0, 0, 1, 0),
    items: Int32Array.from(playlist),
    starts: Int32Array.of(0, playlist.length),
  };
  const settings = item2vecSettings({ width, negatives: 1, exponent: 1, window: "playlist", subsample: 0 });
  const memory = skipGramMemory(corpus, settings, 0);
  const skipGram = await instantiateSkipGram(await compileSkipGram("alone"), memory.imports[0]!);
  return { memory, skipGram };
}

const toyRows = (shift: number) =>
  Float32Array.from({ length: 4 * width }, (_, i) => Math.sin(i * 1.7 + shift));
const toyVectors = () => ({ input: toyRows(0), output: toyRows(1) });

/** How many pairs a pass over one playlist trains. */
const pairs = async (playlist: number[]) => (await toySkipGram(playlist)).skipGram.train(0, 1, 0, 0, 1, 0)[0];

const item = 1;
const target = 0;
const negative = 2;
const logSigmoid = (x: number) => -Math.log1p(Math.exp(-x));

/** -log σ(u·v₀) - log σ(-u·v₂), from the formula. */
function lossOf({ input, output }: ReturnType<typeof toyVectors>): number {
  const score = (candidate: number) =>
    [0, 1, 2].reduce((sum, d) => sum + input[item * width + d]! * output[candidate * width + d]!, 0);
  return -logSigmoid(score(target)) - logSigmoid(-score(negative));
}

describe("skip-gram.wat", () => {
  it("relation: skip-gram-wasm.ts holds what it compiles to", async () => {
    const wabt = await createWabt();
    const source = readFileSync(new URL("skip-gram.wat", import.meta.url), "utf8");
    for (const [memory, sharing] of [
      ["alone", ""],
      ["shared", "shared"],
    ] as const) {
      const module = wabt.parseWat("skip-gram.wat", source.replace("65536 SHARED", `65536 ${sharing}`), {
        threads: true,
        simd: true,
      });
      expect(Buffer.from(module.toBinary({}).buffer).toString("base64")).toBe(skipGramWasm[memory]);
    }
  });

  it("unit: a step returns the loss before it", async () => {
    const { memory, skipGram } = await toySkipGram();
    memory.setVectors(toyVectors());
    expect(skipGram.step(item, target, 0.1)).toBeCloseTo(lossOf(toyVectors()), 4);
  });

  it("relation: a step is the learning rate times the numeric gradient", async () => {
    const rate = 0.5;
    const { memory, skipGram } = await toySkipGram();
    memory.setVectors(toyVectors());
    skipGram.step(item, target, rate);
    const before = toyVectors();
    const after = memory.vectors();
    for (const side of ["input", "output"] as const)
      before[side].forEach((value, i) => {
        const shifted = (by: number) => {
          const vectors = toyVectors();
          vectors[side][i] = value + by;
          return { loss: lossOf(vectors), at: vectors[side][i]! };
        };
        const [high, low] = [shifted(1e-3), shifted(-1e-3)];
        const gradient = (high.loss - low.loss) / (high.at - low.at);
        expect((value - after[side][i]!) / rate, `${side}[${i}]`).toBeCloseTo(gradient, 4);
      });
  });

  it("unit: a negative that is the target is passed over", async () => {
    const { memory, skipGram } = await toySkipGram();
    memory.setVectors(toyVectors());
    const { input, output } = toyVectors();
    const score = [0, 1, 2].reduce(
      (sum, d) => sum + input[item * width + d]! * output[negative * width + d]!,
      0,
    );
    expect(skipGram.step(item, negative, 0.1)).toBeCloseTo(-logSigmoid(score), 4);
  });

  it("unit: a score of 6 or more either way moves nothing, one below does", async () => {
    const { memory, skipGram } = await toySkipGram();
    const outputs = (size: number) =>
      Float32Array.from({ length: 4 * width }, (_, i) => (i % width === 0 ? size : 0));
    const input = Float32Array.from({ length: 4 * width }, (_, i) => (i % width === 0 ? 1 : 0));
    for (const sure of [6, 7, -6, -7]) {
      memory.setVectors({ input, output: outputs(sure) });
      skipGram.step(item, target, 0.1);
      expect(memory.vectors(), String(sure)).toEqual({ input, output: outputs(sure) });
    }
    for (const unsure of [5.9, -5.9]) {
      memory.setVectors({ input, output: outputs(unsure) });
      skipGram.step(item, target, 0.1);
      const { output } = memory.vectors();
      expect(output[target * width], String(unsure)).not.toBe(Math.fround(unsure));
      expect(output[negative * width], String(unsure)).not.toBe(Math.fround(unsure));
    }
  });

  it("unit: every other position is a neighbour, with the same track too", async () => {
    expect(await pairs([0, 1, 3])).toBe(6);
    expect(await pairs([0, 0])).toBe(2);
    expect(await pairs([0])).toBe(0);
  });

  it("unit: scores beyond the sigmoid's table are taken for its ends", async () => {
    const { memory, skipGram } = await toySkipGram();
    const { input, output } = toyVectors();
    const far = { input: input.map((value) => value * 50), output };
    memory.setVectors(far);
    expect(skipGram.step(item, negative, 0)).toBeLessThanOrEqual(16);
    expect(memory.vectors()).toEqual(far);
  });
});

describe("playlistRuns", () => {
  it("unit: runs hold whole playlists, every one once, a thousand positions or more but for the last", () => {
    const starts = Int32Array.of(0, 600, 1100, 1100, 3000, 3010);
    const corpus = { ids: [], counts: new Float64Array(), items: new Int32Array(3010), starts };
    expect(playlistRuns(corpus)).toEqual(Int32Array.of(0, 2, 4, 5));
  });
});

describe("learningRateLine", () => {
  it("unit: falls evenly from the first position of the first epoch to the last of the last", () => {
    const settings = item2vecSettings({ epochs: 4, learningRate: 0.1, finalLearningRate: 0.02 });
    const at = (epoch: number, position: number) => {
      const { rate, slope } = learningRateLine(settings, epoch, 200);
      return rate + slope * position;
    };
    expect(at(1, 0)).toBeCloseTo(0.1, 12);
    expect(at(1, 200)).toBeCloseTo(at(2, 0), 12);
    expect(at(3, 0)).toBeCloseTo(0.06, 12);
    expect(at(4, 200)).toBeCloseTo(0.02, 12);
  });
});
