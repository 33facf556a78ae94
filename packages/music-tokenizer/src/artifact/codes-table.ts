import { parquetWriteBuffer } from "hyparquet-writer";
import { noCode } from "../tokens/token-text.ts";
import type { EncodedTracks } from "../tokenizer/encode-tracks.ts";

/**
 * Codes as a Parquet table for pandas, DuckDB, Spark and their like: `id`, then per codebook its code (null = none)
 * and whether it was imputed, as in `semantic` and `semantic_imputed`.
 *
 * @param names of the codebooks, in the order of the codes.
 */
export function codesTable(
  { ids, codes, imputed }: Pick<EncodedTracks, "ids" | "codes" | "imputed">,
  names: readonly string[],
): Uint8Array {
  const columns = names.flatMap((name, position) => {
    const at = (track: number) => track * names.length + position;
    return [
      {
        name,
        data: ids.map((_, track) => (codes[at(track)] === noCode ? null : codes[at(track)]!)),
        type: "INT32" as const,
        nullable: true,
      },
      {
        name: `${name}_imputed`,
        data: ids.map((_, track) => imputed[at(track)] === 1),
        type: "BOOLEAN" as const,
        nullable: false,
      },
    ];
  });
  const columnData = [{ name: "id", data: [...ids], type: "STRING" as const, nullable: false }, ...columns];
  return new Uint8Array(parquetWriteBuffer({ columnData }));
}
