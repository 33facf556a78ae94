import { readFileSync } from "node:fs";
import type { MpdFinding } from "../../million-playlist/mpd-finding.ts";
import { plainColumns } from "../../million-playlist/plain-columns.ts";
import type { PlainColumns } from "../../million-playlist/plain-columns.ts";
import { readSlice } from "../../million-playlist/read-slice.ts";
import type { SliceColumns } from "../../million-playlist/slice-columns.ts";
import type { FoundSlice } from "./found-slice.ts";

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
export function runSliceJob({ slice: { name, content }, form }: SliceJob): SliceResult {
  // In one read, where the asynchronous one takes many: a thread that parses next may as well wait.
  const bytes = "file" in content ? readFileSync(content.file) : content.bytes;
  const { columns, findings } = readSlice(bytes, { file: name, names: form === "records" });
  const read = { findings, bytes: bytes.length };
  if (columns === undefined) return read;
  return form === "records" ? { ...read, records: columns } : { ...read, plain: plainColumns(columns) };
}
