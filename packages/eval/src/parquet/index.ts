export { formatParquetRun, parseParquetRun } from "./parquet-run.ts";
export { formatParquetTruth, parseParquetTruth } from "./parquet-truth.ts";
