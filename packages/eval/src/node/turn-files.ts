import { readFile } from "node:fs/promises";
import { extname } from "node:path";
import { RunFileError } from "../errors/run-file-error.ts";
import { readLines, writeLines } from "./lines.ts";
import { loadParquet } from "./load-parquet.ts";
import { readBuffer } from "./read-buffer.ts";
import { replaceFile } from "./replace-file.ts";

type Parquet = Awaited<ReturnType<typeof loadParquet>>;

/** How a kind of turns stands in files of each format. */
export interface TurnFormats<Turn> {
  /** Beside `.trec` and `.txt`, the ending of TREC's format. */
  trecEnding: string;
  trec: { parse(text: string, place: { file: string }): Turn[]; format(turns: Turn[]): string };
  parquet(readers: Parquet): {
    parse(bytes: ArrayBuffer, place: { file: string }): Promise<Turn[]>;
    format(turns: Iterable<Turn>): ArrayBuffer;
  };
  line: { parse(text: string, place: { file: string; line: number }): Turn; format(turn: Turn): string };
}

/** Reads a file of turns in the format that its ending tells, `.parquet`, TREC's or else JSONL. @throws {RunFileError} */
export async function readTurns<Turn>(file: string, formats: TurnFormats<Turn>): Promise<Turn[]> {
  try {
    return await readFormat(file, formats);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== "ENOENT") throw error;
    const found = { file, problem: "there is no such file", remedy: "Correct the path." };
    throw new RunFileError(found, { cause: error });
  }
}

async function readFormat<Turn>(file: string, formats: TurnFormats<Turn>): Promise<Turn[]> {
  switch (formatOf(file, formats)) {
    case "parquet":
      return formats.parquet(await loadParquet(file)).parse(await readBuffer(file), { file });
    case "trec":
      return formats.trec.parse(await readFile(file, "utf8"), { file });
    case "jsonl":
      return readLines(file, formats.line.parse);
  }
}

/** Writes a file of turns in the format in which {@link readTurns} reads it; {@link replaceFile}'s rules. */
export async function writeTurns<Turn>(
  file: string,
  turns: Iterable<Turn>,
  formats: TurnFormats<Turn>,
): Promise<void> {
  switch (formatOf(file, formats)) {
    case "parquet": {
      const { format } = formats.parquet(await loadParquet(file));
      return replaceFile(file, [new Uint8Array(format(turns))]);
    }
    case "trec":
      return writeLines(file, turns, (turn) => formats.trec.format([turn]));
    case "jsonl":
      return writeLines(file, turns, formats.line.format);
  }
}

function formatOf(file: string, { trecEnding }: { trecEnding: string }): "parquet" | "trec" | "jsonl" {
  const ending = extname(file).toLowerCase();
  if (ending === ".parquet") return "parquet";
  return [trecEnding, ".trec", ".txt"].includes(ending) ? "trec" : "jsonl";
}
