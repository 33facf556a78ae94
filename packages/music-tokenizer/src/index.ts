export type { Embeddings } from "./embeddings/embeddings.ts";
export type { TextEmbedder, TextEmbedderOptions } from "./embeddings/text-embedder.ts";
export { embedTexts, type EmbedTextsOptions } from "./embeddings/embed-texts.ts";
export { trackTexts, type DescribedTrack, type TrackTexts } from "./embeddings/track-texts.ts";
export {
  Item2VecInputError,
  type Item2VecCheckpoint,
  type Item2VecOptions,
  type Item2VecProgress,
} from "./embeddings/item2vec/item2vec-options.ts";
export { trainItem2Vec } from "./embeddings/item2vec/train-item2vec.ts";
export { ArtifactError } from "./artifact/artifact-error.ts";
export { fromArtifact } from "./artifact/from-artifact.ts";
export { artifactFiles } from "./artifact/manifest.ts";
export { toArtifact, type ArtifactOptions } from "./artifact/to-artifact.ts";
export { assign, type Assigned, type AssignOptions } from "./kmeans/assign.ts";
export { fitKMeans, type KMeans, type KMeansOptions, type KMeansProgress } from "./kmeans/fit-kmeans.ts";
export { KMeansInputError } from "./kmeans/kmeans-input-error.ts";
export { fitResidualKMeans, residuals, type ResidualKMeansOptions } from "./kmeans/residual.ts";
export type { Codebook } from "./tokenizer/codebook.ts";
export type { DecodeOptions } from "./tokenizer/decode-tokens.ts";
export type { EncodedTracks, MissingPolicy, TokenizerProgress } from "./tokenizer/encode-tracks.ts";
export type { CodebookDrift } from "./tokenizer/drift.ts";
export type { FitModality, FitTokenizerOptions, TracksOptions } from "./tokenizer/fit-tokenizer.ts";
export type { ImportedCodebook, ImportOptions } from "./tokenizer/import-codebooks.ts";
export { MusicTokenizer, type EncodeOptions } from "./tokenizer/music-tokenizer.ts";
export type { CodebookChange, RefitOptions } from "./tokenizer/refit-tokenizer.ts";
export { reportMarkdown, type ReportMarkdownOptions } from "./tokenizer/report-markdown.ts";
export { reportPlot, type ReportPlotOptions } from "./tokenizer/report-plot.ts";
export type { ClusterReport, ModalityReport, ReportOptions, TokenizerReport } from "./tokenizer/report.ts";
export { MissingModalityError, TokenizerInputError } from "./tokenizer/tokenizer-input-error.ts";
export type { TokenizerSettings, TokenizerState } from "./tokenizer/tokenizer-state.ts";
export * from "./tokens/index.ts";
