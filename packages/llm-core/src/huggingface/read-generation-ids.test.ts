import "@tensorflow/tfjs-backend-cpu";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { llamaConfig } from "../model/config.ts";
import { createLlama } from "../model/create-llama.ts";
import { loadGenerationIds, saveHuggingFace } from "../node/index.ts";
import type { ModelFiles } from "./model-files.ts";
import { readGenerationIds } from "./read-generation-ids.ts";

function filesOf(contents: Record<string, unknown>): ModelFiles {
  const bytes = (name: string) => new TextEncoder().encode(JSON.stringify(contents[name]));
  return {
    location: "memory",
    size: async (name) => (name in contents ? bytes(name).length : undefined),
    read: async (name, start, end) => bytes(name).subarray(start, end),
  };
}

describe("unit: ids of generation_config.json", () => {
  it("as Meta publishes them with Llama-3.2-1B-Instruct", async () => {
    const published = {
      bos_token_id: 128000,
      do_sample: true,
      eos_token_id: [128001, 128008, 128009],
      temperature: 0.6,
      top_p: 0.9,
      transformers_version: "4.45.0.dev0",
    };
    const config = { bos_token_id: 1, eos_token_id: 2, pad_token_id: null };
    expect(
      await readGenerationIds(filesOf({ "generation_config.json": published, "config.json": config })),
    ).toEqual({ bosTokenId: 128000, eosTokenIds: [128001, 128008, 128009] });
    // A single id is a list of one, and without the file the configuration counts
    expect(await readGenerationIds(filesOf({ "config.json": config }))).toEqual({
      bosTokenId: 1,
      eosTokenIds: [2],
    });
  });

  it.each([
    ["bos_token_id", "<s>"],
    ["eos_token_id", [2, -1]],
    ["eos_token_id", "2"],
    ["pad_token_id", 1.5],
  ])("with a %s of %j are refused by that name", async (field, value) => {
    await expect(
      readGenerationIds(filesOf({ "generation_config.json": { [field]: value } })),
    ).rejects.toMatchObject({ name: "LlamaConfigError", field });
  });

  it("say what is missing or no object", async () => {
    await expect(readGenerationIds(filesOf({}))).rejects.toThrow("config.json is missing");
    await expect(readGenerationIds(filesOf({ "generation_config.json": [] }))).rejects.toThrow(
      "generation_config.json is not a JSON object",
    );
  });
});

it("relation: a saved model's ids come back", async () => {
  const folder = await mkdtemp(join(tmpdir(), "llm-core-ids-"));
  const model = createLlama(llamaConfig("tiny", { vocabSize: 9 }));
  try {
    const ids = { bosTokenId: 1, eosTokenIds: [2, 5], padTokenId: 0 };
    await saveHuggingFace(model, folder, ids);
    expect(await loadGenerationIds(folder)).toEqual(ids);
    await saveHuggingFace(model, folder);
    expect(await loadGenerationIds(folder)).toEqual({});
  } finally {
    model.dispose();
    await rm(folder, { recursive: true });
  }
});
