import { join } from "node:path";
import { ArtifactError } from "../artifact/artifact-error.ts";

/** The same, with the folder in the names of files that are at fault. */
export async function inFolder<Result>(folder: string, reading: Promise<Result>): Promise<Result> {
  try {
    return await reading;
  } catch (error) {
    if (!(error instanceof ArtifactError)) throw error;
    throw new ArtifactError(join(folder, error.file), error.reason, error.expected, error.got);
  }
}
