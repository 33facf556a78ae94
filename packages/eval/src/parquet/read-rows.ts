import { parquetReadObjects } from "hyparquet";
import { RunFileError } from "../errors/run-file-error.ts";

/** The file's rows, whole numbers of 64 bits as plain ones. @throws {RunFileError} for bytes that are no Parquet file. */
export async function readRows(file: ArrayBuffer, name: string): Promise<Record<string, unknown>[]> {
  const rows = await parquetReadObjects({ file }).catch((cause: unknown) => {
    const problem = `not a Parquet file that can be read (${cause instanceof Error ? cause.message : cause})`;
    throw new RunFileError({ file: name, problem }, { cause });
  });
  return rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([column, value]) => [
        column,
        typeof value === "bigint" ? Number(value) : value,
      ]),
    ),
  );
}
