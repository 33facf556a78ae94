import { describe, expect, it } from "vitest";
import type { AudioClip } from "./audio-clip.ts";
import type { AudioEmbedder } from "./audio-embedder.ts";
import { embedAudio, type AudioCache } from "./embed-audio.ts";
import { likelyTags } from "./likely-tags.ts";

const files: Record<string, Uint8Array> = {
  "so-what": Uint8Array.of(1),
  broken: Uint8Array.of(0),
  naima: Uint8Array.of(2, 2),
};
const readFile = async (id: string) => files[id];
/** Bytes are samples; a zero is damage. */
const decode = async (file: Uint8Array, { name }: { name: string }): Promise<AudioClip> => {
  if (file.includes(0)) throw new Error(`${name} is damaged`);
  return { samples: Float32Array.from(file), sampleRate: 8000 };
};
const embedder: AudioEmbedder = async ({ samples }) => ({
  embedding: Float32Array.of(samples.length, samples[0]!),
  tags: [{ tag: "jazz", probability: samples[0]! / 4 }],
});
const never = () => Promise.reject(new Error("asked again"));
const ids = ["so-what", "silent", "naima"];

describe("embedAudio", () => {
  it("unit: leaves out tracks without a file, keeps the order of the rest, and gathers tags", async () => {
    const done: number[] = [];
    const { embeddings, tags } = await embedAudio({
      ids,
      readFile,
      embedder,
      decode,
      onProgress: (progress) => done.push(progress.done),
    });
    expect(embeddings).toEqual({ ids: ["so-what", "naima"], rows: Float32Array.of(1, 1, 2, 2), width: 2 });
    expect([...tags]).toEqual([
      ["so-what", [{ tag: "jazz", probability: 0.25 }]],
      ["naima", [{ tag: "jazz", probability: 0.5 }]],
    ]);
    expect(done).toEqual([1, 2, 3]);
  });

  it("unit: a file that cannot be read is an error, unless somebody takes note of it", async () => {
    const withBroken = { ids: ["broken", ...ids], readFile, embedder, decode };
    await expect(embedAudio(withBroken)).rejects.toThrow("broken is damaged");
    const unreadable: string[] = [];
    const { embeddings } = await embedAudio({ ...withBroken, onUnreadable: (id) => unreadable.push(id) });
    expect(embeddings.ids).toEqual(["so-what", "naima"]);
    expect(unreadable).toEqual(["broken"]);
  });

  it("unit: what the cache has is neither decoded nor embedded, what it lacks is kept", async () => {
    const kept = new Map<string, Awaited<ReturnType<AudioEmbedder>>>();
    const cache: AudioCache = {
      get: async (file) => kept.get(String(file)),
      set: async (file, embedding) => void kept.set(String(file), embedding),
    };
    const first = await embedAudio({ ids, readFile, embedder, decode, cache });
    expect(await embedAudio({ ids, readFile, embedder: never, decode: never, cache })).toEqual(first);
  });

  it("unit: stops between two tracks", async () => {
    const controller = new AbortController();
    const onProgress = () => controller.abort(new Error("enough"));
    const stopped = embedAudio({ ids, readFile, embedder, decode, onProgress, signal: controller.signal });
    await expect(stopped).rejects.toThrow("enough");
  });
});

describe("likelyTags", () => {
  it("unit: the most probable first, no more than asked for, none improbable", () => {
    const tags = [
      { tag: "rock", probability: 0.2 },
      { tag: "jazz", probability: 0.9 },
      { tag: "pop", probability: 0.09 },
    ];
    expect(likelyTags(tags)).toEqual(["jazz", "rock"]);
    expect(likelyTags(tags, { limit: 1 })).toEqual(["jazz"]);
    expect(likelyTags(tags, { threshold: 0 })).toEqual(["jazz", "rock", "pop"]);
  });
});
