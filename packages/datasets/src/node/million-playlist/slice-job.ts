import { readFile } from "node:fs/promises";
import type { MpdFinding } from "../../million-playlist/mpd-finding.ts";
import { plainColumns } from "../../million-playlist/plain-columns.ts";
import type { PlainColumns } from "../../million-playlist/plain-columns.ts";
import { readSlice } from "../../million-playlist/read-slice.ts";
import type { SliceColumns } from "../../million-playlist/slice-columns.ts";
import type { FoundSlice } from "./slice-source.ts";

/** A slice to be read, in whatever thread. */
export interface SliceJob {
  slice: FoundSlice;
  form: "records" | "plain";
}

/** What was read, in the form that was asked for; neither form if the slice cannot be read. */
export interface SliceResult {
  records?: SliceColumns;
  plain?: PlainColumns;
  findings: MpdFinding[];
  /** Size of the slice's JSON. */
  bytes: number;
}

/** @throws Node's own error if the slice's file cannot be read. */
export async function runSliceJob({ slice: { name, content }, form }: SliceJob): Promise<SliceResult> {
  const bytes = "file" in content ? await readFile(content.file) : content.bytes;
  const { columns, findings } = readSlice(bytes, { file: name, names: form === "records" });
  const read = { findings, bytes: bytes.length };
  if (columns === undefined) return read;
  return form === "records" ? { ...read, records: columns } : { ...read, plain: plainColumns(columns) };
}
