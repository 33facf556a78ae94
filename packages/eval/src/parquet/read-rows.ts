import { parquetReadObjects } from "hyparquet";

/** The file's rows, whole numbers of 64 bits as plain ones. */
export async function readRows(file: ArrayBuffer): Promise<Record<string, unknown>[]> {
  const rows = await parquetReadObjects({ file });
  return rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => [name, typeof value === "bigint" ? Number(value) : value]),
    ),
  );
}
