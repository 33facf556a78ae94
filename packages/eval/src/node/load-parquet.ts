import { RunFileError } from "../errors/run-file-error.ts";

/** The readers and writers of Parquet. @throws {RunFileError} where the optional peers that they need are not installed. */
export async function loadParquet(file: string) {
  try {
    return await import("../parquet/index.ts");
  } catch (cause) {
    const problem =
      "Parquet files are read and written by hyparquet and hyparquet-writer, which are not installed";
    const remedy = "Run `npm install hyparquet@1 hyparquet-writer@0.17`.";
    throw new RunFileError({ file, problem, remedy }, { cause });
  }
}
