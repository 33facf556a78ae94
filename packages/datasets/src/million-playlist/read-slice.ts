import { checkSlice } from "./check-slice.ts";
import { parseSlice } from "./parse-slice.ts";
import type { ParsedSlice } from "./parse-slice.ts";
import { scanSlice } from "./scan-slice.ts";

/**
 * Reads a slice's bytes, the published form fast and any other thoroughly, and checks what is in it.
 *
 * @param options.names false if the tracks', artists' and albums' names may be missing from the columns.
 */
export function readSlice(bytes: Uint8Array, options: { file: string; names: boolean }): ParsedSlice {
  const { file, names } = options;
  const scanned = scanSlice(bytes, { names });
  const { columns, findings } = scanned ? { columns: scanned, findings: [] } : parseSlice(bytes, file);
  if (columns === undefined) return { findings };
  return { columns, findings: [...findings, ...checkSlice(columns, file)] };
}
