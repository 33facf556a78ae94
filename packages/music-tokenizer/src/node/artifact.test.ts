import "@tensorflow/tfjs-backend-cpu";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ArtifactError } from "../artifact/artifact-error.ts";
import { fromArtifact } from "../artifact/from-artifact.ts";
import { artifactFiles } from "../artifact/manifest.ts";
import { toArtifact } from "../artifact/to-artifact.ts";
import { MusicTokenizer } from "../tokenizer/music-tokenizer.ts";
import { MissingModalityError } from "../tokenizer/tokenizer-input-error.ts";
import { loadTokenizer } from "./load-tokenizer.ts";
import { saveTokenizer } from "./save-tokenizer.ts";

const trackIds = Array.from({ length: 40 }, (_, track) => `träck/${track}`);
function tokenizerOf(seed: number, missing: "impute" | "none-token" = "impute"): Promise<MusicTokenizer> {
  const ids = trackIds.slice(3);
  return MusicTokenizer.fit({
    modalities: [
      {
        name: "playlist",
        embeddings: {
          ids,
          rows: Float32Array.from({ length: 37 * 2 }, (_, at) => Math.sin(at * at)),
          width: 2,
        },
      },
      {
        name: "größe",
        embeddings: {
          ids: trackIds,
          rows: Float32Array.from(trackIds, (_, at) => Math.cos(at * 3)),
          width: 1,
        },
      },
    ],
    trackIds,
    trainingIds: trackIds.slice(0, 30),
    clusters: 6,
    missing,
    seed,
  });
}

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "music-tokenizer-"));
});
afterEach(() => rm(folder, { recursive: true }));

describe("relation: a saved tokenizer", () => {
  it("loads as it was, and encodes new tracks as before", async () => {
    const tokenizer = await tokenizerOf(1);
    await saveTokenizer(tokenizer, join(folder, "new", "artifact"));
    const loaded = await loadTokenizer(join(folder, "new", "artifact"));
    const codebooks = tokenizer.state.codebooks.map((codebook) => ({
      ...codebook,
      trainingFingerprint: expect.any(String),
    }));
    expect(loaded.state).toEqual({ ...tokenizer.state, codebooks });
    const fresh = {
      trackIds: ["n"],
      embeddings: { größe: { ids: ["n"], rows: Float32Array.of(0.3), width: 1 } },
    };
    expect(await loaded.encode(fresh)).toEqual(await tokenizer.encode(fresh));
  });

  it("is the same bytes each time, also after loading, with or without the embeddings", async () => {
    const tokenizer = await tokenizerOf(1);
    for (const embeddings of [true, false]) {
      const files = await toArtifact(tokenizer, { embeddings });
      expect(await toArtifact(await fromArtifact(files), { embeddings })).toEqual(files);
      expect([...files.keys()].some((file) => file.startsWith("training"))).toBe(embeddings);
    }
  });

  it("without the embeddings encodes what is complete, and says why it cannot impute", async () => {
    const loaded = await fromArtifact(await toArtifact(await tokenizerOf(1), { embeddings: false }));
    const rows = { ids: ["n"], rows: Float32Array.of(0.3), width: 1 };
    const complete = { playlist: { ids: ["n"], rows: Float32Array.of(0, 1), width: 2 }, größe: rows };
    expect((await loaded.encode({ trackIds: ["n"], embeddings: complete })).codes).toHaveLength(2);
    const incomplete = loaded.encode({ trackIds: ["n"], embeddings: { größe: rows } });
    await expect(incomplete).rejects.toThrow(MissingModalityError);
    await expect(incomplete).rejects.toThrow("saved without the training embeddings");
  });

  it("replaces the one saved before, whose files go", async () => {
    await saveTokenizer(await tokenizerOf(1), folder);
    const second = await tokenizerOf(2, "none-token");
    await saveTokenizer(second, folder);
    expect((await loadTokenizer(folder)).codes).toEqual(second.codes);
    expect((await readdir(folder)).toSorted()).toEqual([...(await toArtifact(second)).keys()].toSorted());
  });

  it("is the old one when saving fails at any file", async () => {
    const first = await tokenizerOf(1);
    await saveTokenizer(first, folder);
    const second = await tokenizerOf(2);
    const old = await toArtifact(first);
    const added = [...(await toArtifact(second)).keys()].filter((file) => !old.has(file));
    expect(added.length).toBeGreaterThan(3);
    for (const file of added) {
      await mkdir(join(folder, file)); // a folder in the file's place: renaming onto it fails
      await expect(saveTokenizer(second, folder)).rejects.toThrow();
      expect((await loadTokenizer(folder)).codes).toEqual(first.codes);
      await rm(join(folder, file), { recursive: true });
    }
  });

  it("is the old one when saving is killed before the manifest", async () => {
    const first = await tokenizerOf(1);
    await saveTokenizer(first, folder);
    const files = await toArtifact(await tokenizerOf(2));
    files.delete("manifest.json");
    for (const [file, bytes] of files) await writeFile(join(folder, file), bytes);
    await writeFile(join(folder, "manifest.json.partial"), "{");
    expect((await loadTokenizer(folder)).codes).toEqual(first.codes);
  });
});

describe("unit: damaged artifacts", () => {
  it("are refused whichever file is missing, cut off or edited", async () => {
    const files = await toArtifact(await tokenizerOf(1));
    expect((await artifactFiles(files.get("manifest.json")!)).toSorted()).toEqual(
      [...files.keys()].filter((file) => file !== "manifest.json").toSorted(),
    );
    for (const [file, bytes] of files) {
      const edited = bytes.slice();
      edited[bytes.length >> 1]! ^= 1;
      const damages = [undefined, bytes.slice(0, -1), bytes.slice(0, 5), edited, new Uint8Array()];
      for (const damaged of damages) {
        const artifact = new Map(files);
        if (damaged) artifact.set(file, damaged);
        else artifact.delete(file);
        const reading = fromArtifact(artifact);
        await expect(reading).rejects.toThrow(ArtifactError);
        await expect(reading).rejects.toMatchObject({ file });
      }
    }
  });

  it("are told by their length before anything is computed", async () => {
    const files = await toArtifact(await tokenizerOf(1));
    const codes = [...files.keys()].find((file) => file.startsWith("codes"))!;
    const { length } = files.get(codes)!;
    const reading = fromArtifact(new Map(files).set(codes, files.get(codes)!.subarray(1)));
    await expect(reading).rejects.toMatchObject({ expected: `${length} bytes`, got: String(length - 1) });
  });

  it("of another version or program are told apart, and never overwritten", async () => {
    const tokenizer = await tokenizerOf(1);
    await saveTokenizer(tokenizer, folder);
    const path = join(folder, "manifest.json");
    const manifest = await readFile(path, "utf8");
    for (const [text, reason] of [
      [manifest.replace('"version": 1', '"version": 2'), "version"],
      [manifest.replace("talkplay-music-tokenizer", "other"), "foreign"],
      ["[1]", "foreign"],
      ["null", "foreign"],
      [manifest.replace('"seed": 1', '"seed": 3'), "damaged"],
      [manifest.slice(0, 100), "damaged"],
    ] as const) {
      await writeFile(path, text);
      await expect(loadTokenizer(folder)).rejects.toMatchObject({
        name: "ArtifactError",
        reason,
        file: path,
      });
      await expect(saveTokenizer(tokenizer, folder)).rejects.toMatchObject({ name: "ArtifactError", reason });
      expect(await readFile(path, "utf8")).toBe(text);
    }
  });

  it("name the file that a folder lacks", async () => {
    await expect(loadTokenizer(folder)).rejects.toMatchObject({
      reason: "missing",
      file: join(folder, "manifest.json"),
    });
    await saveTokenizer(await tokenizerOf(1), folder);
    const codes = (await readdir(folder)).find((file) => file.startsWith("codes"))!;
    await rm(join(folder, codes));
    await expect(loadTokenizer(folder)).rejects.toMatchObject({
      reason: "missing",
      file: join(folder, codes),
    });
  });
});
