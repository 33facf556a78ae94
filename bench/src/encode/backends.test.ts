import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { useBackend } from "@talkplay/llm-core";
import { assign, fitKMeans } from "@talkplay/music-tokenizer";
import { afterAll, expect, it } from "vitest";
import { nearTies } from "./near-ties.ts";

const native = await useBackend("tensorflow").catch(() => undefined);
const cpu = await useBackend("cpu");
afterAll(() => useBackend("cpu"));

it.skipIf(!native)(
  "relation: the native backend gives the codes and the codebook that cpu gives",
  async () => {
    const { rows, width } = nearTies();
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

it.skipIf(!native)("relation: k-means gives the same on one native thread and on three", async () => {
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
  const script = fileURLToPath(new URL("print-codebook.ts", import.meta.url));
  const codebook = async (threads: string) => {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ["--import", tsx, "--conditions=@talkplay/source", script],
      { env: { ...process.env, TF_NUM_INTRAOP_THREADS: threads } },
    );
    return /^codebook \w{64}$/m.exec(stdout)?.[0];
  };
  const alone = await codebook("1");
  expect(alone).toBeDefined();
  expect(await codebook("3")).toBe(alone);
});
