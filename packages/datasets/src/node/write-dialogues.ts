import { rename, writeFile } from "node:fs/promises";
import { extname } from "node:path";
import { formatDialogues } from "../dialogues/format-dialogues.ts";
import { formatParquetDialogues } from "../parquet/format-parquet-dialogues.ts";

/**
 * Writes dialogues to a file that is either complete or not there: TalkPlayData-1 as Parquet if its name ends in
 * `.parquet`, else JSON lines; see `formatDialogues`.
 *
 * @throws {RangeError} for another schema as Parquet.
 */
export async function writeDialogues(
  file: string,
  options: Parameters<typeof formatDialogues>[0] & { signal?: AbortSignal },
): Promise<void> {
  const unfinished = `${file}.unfinished`;
  const { schema = "TalkPlayData-1", signal } = options;
  if (extname(file).toLowerCase() !== ".parquet") {
    await writeFile(unfinished, formatDialogues(options), { signal });
  } else if (schema === "TalkPlayData-1") {
    await writeFile(unfinished, new Uint8Array(formatParquetDialogues(options)), { signal });
  } else {
    throw new RangeError(
      `${file}: Parquet is for TalkPlayData-1. Write "${schema}" to a name that ends in .jsonl.`,
    );
  }
  await rename(unfinished, file);
}
