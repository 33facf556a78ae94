import { readFile, rm } from "node:fs/promises";
import { writeWhole } from "../../../node/write-whole.ts";
import { MatrixFileError } from "../../matrices/matrix-file-error.ts";
import { readSafetensors, writeSafetensors } from "../../matrices/safetensors.ts";
import type { Item2VecCheckpoint } from "../item2vec-options.ts";

/** Saves a checkpoint as safetensors, in place of the one before, in one step. */
export async function writeCheckpoint(path: string, checkpoint: Item2VecCheckpoint): Promise<void> {
  const { epoch, fingerprint, input, output } = checkpoint;
  const tensors = new Map(
    Object.entries({ input, output }).map(([name, values]) => [name, { shape: [values.length], values }]),
  );
  await writeWhole(path, writeSafetensors({ tensors, metadata: { epoch: String(epoch), fingerprint } }));
}

/**
 * The checkpoint in a file; undefined when there is no file.
 *
 * @throws MatrixFileError when the file is damaged, or is something else.
 */
export async function readCheckpoint(path: string): Promise<Item2VecCheckpoint | undefined> {
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  if (bytes === undefined) return undefined;
  const { tensors, metadata } = readSafetensors(path, bytes, ["input", "output"]);
  const epoch = Number(metadata.epoch);
  if (!Number.isInteger(epoch) || epoch < 1 || metadata.fingerprint === undefined)
    throw new MatrixFileError(path, "an item2vec checkpoint", "a safetensors file of something else");
  return {
    epoch,
    fingerprint: metadata.fingerprint,
    input: tensors.get("input")!.values,
    output: tensors.get("output")!.values,
  };
}

export async function removeCheckpoint(path: string): Promise<void> {
  await rm(path, { force: true });
}
