import { mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { modelFolder } from "../node/huggingface/model-folder.ts";
import { listWeights, readStoredBytes, readWeight } from "./weight-files.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "llm-core-large-"));
});
afterAll(() => rm(folder, { recursive: true }));

describe("unit: a file of more than 4 GiB", () => {
  it("gives the tensor behind its end of 32-bit offsets, and says when it is cut there", async () => {
    // A hole, which takes no room on the disk, and three numbers behind it
    const hole = 2 ** 32 + 8;
    const header = JSON.stringify({
      hole: { dtype: "U8", shape: [hole], data_offsets: [0, hole] },
      behind: { dtype: "BF16", shape: [3], data_offsets: [hole, hole + 6] },
    });
    const path = join(folder, "model.safetensors");
    const file = await open(path, "w");
    const start = 8 + header.length;
    await file.write(new Uint8Array(BigUint64Array.of(BigInt(header.length)).buffer));
    await file.write(header);
    const numbers = Uint16Array.of(0x3f80, 0xc000, 0x4040);
    await file.write(new Uint8Array(numbers.buffer), 0, 6, start + hole);
    const files = modelFolder(folder);
    try {
      const entry = (await listWeights(files)).get("behind")!;
      expect(entry.start).toBe(start + hole);
      expect(await readWeight(files, "behind", entry)).toEqual(Float32Array.of(1, -2, 3));
      const bytes = await readStoredBytes(files, "behind", entry, new Uint8Array(8));
      expect(bytes).toEqual(new Uint8Array(numbers.buffer));
      await file.truncate(start + hole + 4);
      await expect(readWeight(files, "behind", entry)).rejects.toThrow(/behind.*ends early/);
      await expect(listWeights(files)).rejects.toThrow(/truncated/);
    } finally {
      await file.close();
    }
  });
});
