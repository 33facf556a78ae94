export { parseParquetCatalogue } from "./parse-parquet-catalogue.ts";
export { formatParquetCatalogue } from "./format-parquet-catalogue.ts";
export { parseParquetDialogues } from "./parse-parquet-dialogues.ts";
export { formatParquetDialogues } from "./format-parquet-dialogues.ts";
