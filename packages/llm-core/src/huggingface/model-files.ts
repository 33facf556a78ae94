/** The files of one model wherever they are: a folder, a web address, memory. */
export interface ModelFiles {
  /** Where they are, for messages. */
  readonly location: string;
  /** Length in bytes, or nothing if there is no such file. */
  size(name: string): Promise<number | undefined>;
  /**
   * The bytes from `start` up to `end`; fewer only if the file is shorter.
   *
   * @param into of `end - start` bytes, may be filled and returned: memory that the caller has already.
   */
  read(name: string, start: number, end: number, into?: Uint8Array): Promise<Uint8Array>;
  /** Opens a file for many reads, where `read` would open it anew each time. @throws ModelFilesError if it is missing */
  open?(name: string): Promise<OpenModelFile>;
}

/** A file that stays open until it is closed. */
export interface OpenModelFile {
  /** As {@link ModelFiles.read}; starts at once, before it returns. */
  read(start: number, end: number, into?: Uint8Array): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** A model folder that lacks a file or holds one that cannot be understood. */
export class ModelFilesError extends Error {
  override readonly name = "ModelFilesError";
  constructor(
    readonly location: string,
    readonly file: string,
    readonly problem: string,
  ) {
    super(
      `${location}: ${file} ${problem}; give a Hugging Face folder with config.json and safetensors weights.`,
    );
  }
}

/** A JSON file parsed. @throws ModelFilesError if it is missing or not JSON */
export async function readJsonFile(files: ModelFiles, name: string): Promise<unknown> {
  const size = await files.size(name);
  if (size === undefined) throw new ModelFilesError(files.location, name, "is missing");
  const text = new TextDecoder().decode(await files.read(name, 0, size));
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ModelFilesError(files.location, name, `is not JSON (${(error as Error).message})`);
  }
}
