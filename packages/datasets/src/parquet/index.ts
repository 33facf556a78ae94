export { parseParquetCatalogue } from "./parse-parquet-catalogue.ts";
export { formatParquetCatalogue } from "./format-parquet-catalogue.ts";
