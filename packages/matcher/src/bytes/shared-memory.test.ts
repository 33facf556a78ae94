import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { build } from "esbuild";
import { describe, expect, it } from "vitest";
import { createCodeIndex } from "../code-index/create-code-index.ts";
import { codeIndexToBytes } from "./code-index-bytes.ts";

/** The worker's program: reads the memory that it is given, changes its own index, and answers lookups. */
const program = `
  import { parentPort, workerData } from "node:worker_threads";
  import { codeIndexFromBytes } from "./code-index-bytes.ts";
  const { bytes, remove, code } = workerData;
  const index = codeIndexFromBytes(bytes);
  const isShared = index.codes.buffer instanceof SharedArrayBuffer;
  const before = index.lookup(code, { limit: 20 });
  index.remove(remove);
  const after = index.lookup(code, { limit: 20 });
  parentPort.postMessage({ before, after, isShared });
`;

interface Answer {
  before: unknown;
  after: unknown;
  isShared: boolean;
}

describe("one index in memory that workers share", () => {
  it("relation: two workers look up in the same memory as the index that wrote it does, each with its own changes", async () => {
    const codes = Uint16Array.from({ length: 3000 }, (_, i) => (i * i + (i >> 4)) % 7);
    const ids = Array.from({ length: 1000 }, (_, row) => `t${row}`);
    const index = createCodeIndex({ codes, modalities: ["a", "b", "c"], ids });
    const bytes = codeIndexToBytes(index, { shared: true });
    const written = Uint8Array.from(bytes);
    const code = [1, 2, 4];
    const before = index.lookup(code, { limit: 20 });
    const removed = [before[0]!.id, before[1]!.id];
    const answers = await Promise.all(removed.map((remove) => answerOf({ bytes, remove, code })));
    answers.forEach((answer, worker) => {
      const own = createCodeIndex({ codes, modalities: ["a", "b", "c"], ids });
      own.remove(removed[worker]!);
      expect(answer).toEqual({ before, after: own.lookup(code, { limit: 20 }), isShared: true });
    });
    expect(Uint8Array.from(bytes)).toEqual(written);
  });
});

async function answerOf(workerData: {
  bytes: Uint8Array<SharedArrayBuffer>;
  remove: string;
  code: number[];
}): Promise<Answer> {
  const { outputFiles } = await build({
    stdin: { contents: program, resolveDir: fileURLToPath(new URL(".", import.meta.url)) },
    bundle: true,
    format: "cjs",
    platform: "node",
    write: false,
  });
  const worker = new Worker(outputFiles[0]!.text, { eval: true, workerData });
  try {
    return await new Promise<Answer>((resolve, reject) => {
      worker.once("message", resolve).once("error", reject);
    });
  } finally {
    await worker.terminate();
  }
}
