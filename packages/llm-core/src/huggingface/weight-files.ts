import { ModelFilesError, readJsonFile } from "./model-files.ts";
import type { ModelFiles } from "./model-files.ts";
import { bytesOf, decodeNumbers } from "./number-format.ts";
import { SafetensorsError } from "./safetensors-error.ts";
import { formatOf, headerLength, parseSafetensorsHeader } from "./safetensors-header.ts";
import type { StoredTensor } from "./safetensors-header.ts";

/** A tensor and the file that holds it. */
export interface WeightEntry extends StoredTensor {
  file: string;
}

const singleFile = "model.safetensors";
const indexFile = "model.safetensors.index.json";

/** Bytes read at once: far below the 2 GiB that a single read may return. */
const bytesPerRead = 2 ** 26;

/**
 * Every tensor of a model, from `model.safetensors` or else from the shards that the index names.
 *
 * @throws ModelFilesError, SafetensorsError
 */
export async function listWeights(files: ModelFiles): Promise<Map<string, WeightEntry>> {
  if ((await files.size(singleFile)) !== undefined) return listWeightsOf(files, singleFile);
  if ((await files.size(indexFile)) === undefined) {
    throw new ModelFilesError(files.location, singleFile, `is missing, and ${indexFile} too`);
  }
  const shardOf = parseIndex(files, await readJsonFile(files, indexFile));
  const weights = new Map<string, WeightEntry>();
  for (const shard of new Set(shardOf.values())) {
    const tensors = await listWeightsOf(files, shard);
    for (const [name, entry] of tensors) if (shardOf.get(name) === shard) weights.set(name, entry);
  }
  for (const [name, shard] of shardOf) {
    if (!weights.has(name))
      throw new SafetensorsError(shard, name, "is not in the shard that the index names");
  }
  return weights;
}

/** The numbers of one tensor as float32, read in parts. */
export async function readWeight(files: ModelFiles, name: string, entry: WeightEntry): Promise<Float32Array> {
  const format = formatOf(entry.file, name, entry);
  const values = new Float32Array((entry.end - entry.start) / bytesOf(format));
  for (const [start, end] of partsOf(entry)) {
    const bytes = await readPart(files, name, entry.file, start, end);
    decodeNumbers(bytes, format, values, (start - entry.start) / bytesOf(format));
  }
  return values;
}

/**
 * The bytes of one tensor as the file has them, parts read side by side.
 *
 * @param into at least as long as the tensor
 * @returns the beginning of `into`
 */
export async function readStoredBytes(
  files: ModelFiles,
  name: string,
  entry: WeightEntry,
  into: Uint8Array,
): Promise<Uint8Array> {
  await Promise.all(
    partsOf(entry).map(async ([start, end]) => {
      const part = into.subarray(start - entry.start, end - entry.start);
      const bytes = await readPart(files, name, entry.file, start, end, part);
      if (bytes.buffer !== part.buffer) part.set(bytes);
    }),
  );
  return into.subarray(0, entry.end - entry.start);
}

function partsOf({ start, end }: WeightEntry): [start: number, end: number][] {
  const count = Math.ceil((end - start) / bytesPerRead);
  return Array.from({ length: count }, (_, part) => {
    const from = start + part * bytesPerRead;
    return [from, Math.min(from + bytesPerRead, end)];
  });
}

async function readPart(
  files: ModelFiles,
  name: string,
  file: string,
  start: number,
  end: number,
  into?: Uint8Array,
): Promise<Uint8Array> {
  const bytes = await files.read(file, start, end, into);
  if (bytes.length !== end - start) throw new SafetensorsError(file, name, "ends early");
  return bytes;
}

/**
 * Every tensor of one safetensors file.
 *
 * @throws ModelFilesError, SafetensorsError
 */
export async function listWeightsOf(files: ModelFiles, file: string): Promise<Map<string, WeightEntry>> {
  const size = await files.size(file);
  if (size === undefined) throw new ModelFilesError(files.location, file, "is missing");
  const length = headerLength(file, await files.read(file, 0, 8), size);
  const tensors = parseSafetensorsHeader(file, await files.read(file, 8, 8 + length), size);
  return new Map([...tensors].map(([name, tensor]) => [name, { ...tensor, file }]));
}

/** The index's `weight_map`; a shard is a file beside the index, never a path out of the folder. */
function parseIndex(files: ModelFiles, index: unknown): Map<string, string> {
  const map = (index as { weight_map?: unknown } | null)?.weight_map;
  if (typeof map !== "object" || map === null) {
    throw new ModelFilesError(files.location, indexFile, "has no weight_map");
  }
  for (const shard of Object.values(map)) {
    if (typeof shard !== "string" || !/^[\w-][\w.-]*\.safetensors$/.test(shard)) {
      throw new ModelFilesError(
        files.location,
        indexFile,
        `names the shard ${JSON.stringify(shard)}, not a file name`,
      );
    }
  }
  return new Map(Object.entries(map as Record<string, string>));
}
