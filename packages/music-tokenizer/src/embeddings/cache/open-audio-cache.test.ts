import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { openAudioCache } from "./open-audio-cache.ts";

let folder: string;
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), "audio-cache-"))));
afterEach(() => rm(folder, { recursive: true }));

const file = Uint8Array.of(1, 2, 3);
const embedded = { embedding: Float32Array.of(0.1, -2), tags: [{ tag: "jazz", probability: 0.9 }] };

it("relation: gives back what it was given, by content and name", async () => {
  const cache = openAudioCache({ folder, name: "musicnn" });
  expect(await cache.get(file)).toBeUndefined();
  await cache.set(file, embedded);
  await cache.set(Uint8Array.of(4), { embedding: Float32Array.of(1) });
  const again = openAudioCache({ folder, name: "musicnn" });
  expect(await again.get(Uint8Array.of(1, 2, 3))).toEqual(embedded);
  expect(await again.get(Uint8Array.of(4))).toEqual({ embedding: Float32Array.of(1) });
  expect(await again.get(Uint8Array.of(1, 2))).toBeUndefined();
  expect(await openAudioCache({ folder, name: "mert" }).get(file)).toBeUndefined();
});

it("unit: a damaged entry is an error that names it", async () => {
  const cache = openAudioCache({ folder, name: "musicnn" });
  await cache.set(file, embedded);
  const [place] = await readdir(folder);
  const [entry] = await readdir(join(folder, place!));
  const path = join(folder, place!, entry!);
  const bytes = await readFile(path);
  bytes[bytes.length - 1]! ^= 1;
  await writeFile(path, bytes);
  await expect(cache.get(file)).rejects.toMatchObject({ name: "MatrixFileError", file: path });
});
