import { useBackend } from "@talkplay/llm-core";
import { assign, fitKMeans } from "@talkplay/music-tokenizer";
import { afterAll, expect, it } from "vitest";

const native = await useBackend("tensorflow").catch(() => undefined);
const cpu = await useBackend("cpu");
afterAll(() => useBackend("cpu"));

it.skipIf(!native)(
  "relation: the native backend gives the codes and the codebook that cpu gives",
  async () => {
    const width = 24;
    const rows = Float32Array.from({ length: 2000 * width }, (_, at) => Math.sin(at * at * 0.37 + at));
    // Every other row lies between two, so that near ties are decided as well.
    for (let at = width; at < rows.length; at += 2 * width)
      for (let column = 0; column < width; column++)
        rows[at + column] = (rows[at + column]! + rows[at - width + column]!) / 2;
    const options = { width, clusters: 100, seed: 1, iterations: 8 };
    expect(cpu.name).toBe("cpu");
    const fitted = await fitKMeans(rows, options);
    const codes = await assign(rows, fitted.centroids, { width });
    expect((await useBackend("tensorflow")).name).toBe("tensorflow");
    for (const blockBytes of [undefined, 20_000])
      expect(await assign(rows, fitted.centroids, { width, blockBytes })).toEqual(codes);
    expect(await fitKMeans(rows, options)).toEqual(fitted);
  },
);
