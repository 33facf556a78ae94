export { embeddingsFromParquet, type ParquetEmbeddingsOptions } from "./embeddings-from-parquet.ts";
export { MatrixFileError } from "./matrix-file-error.ts";
