import { isUtf8 } from "node:buffer";
import type { MpdFinding } from "../../million-playlist/mpd-finding.ts";
import { plainColumns } from "../../million-playlist/plain-columns.ts";
import type { PlainColumns } from "../../million-playlist/plain-columns.ts";
import { readSlice } from "../../million-playlist/read-slice.ts";
import type { SliceColumns } from "../../million-playlist/slice-columns.ts";
import { parseSlice } from "../../million-playlist/parse-slice.ts";
import { FileBuffer } from "./file-buffer.ts";
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

/** Runs one job after another, in whatever thread. */
export class SliceReader {
  private readonly files = new FileBuffer();

  /** @throws Node's own error if the slice's file cannot be read. */
  run({ slice: { name, content }, form }: SliceJob): SliceResult {
    const bytes = "file" in content ? this.files.read(content.file) : content.bytes;
    // All of it is checked here, once and natively; the scanner then need not look at texts that are left out.
    const { columns, findings } = isUtf8(bytes)
      ? readSlice(bytes, { file: name, names: form === "records" })
      : parseSlice(bytes, name);
    const read = { findings, bytes: bytes.length };
    if (columns === undefined) return read;
    return form === "records" ? { ...read, records: columns } : { ...read, plain: plainColumns(columns) };
  }
}
