export type { Embeddings } from "./embeddings/embeddings.ts";
export type { TextEmbedder, TextEmbedderOptions } from "./embeddings/text-embedder.ts";
export { embedTexts, type EmbedTextsOptions } from "./embeddings/embed-texts.ts";
export { trackTexts, type DescribedTrack, type TrackTexts } from "./embeddings/track-texts.ts";
