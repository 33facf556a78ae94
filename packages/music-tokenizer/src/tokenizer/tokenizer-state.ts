import type { Embeddings } from "../embeddings/embeddings.ts";
import type { Codebook } from "./codebook.ts";
import type { EncodedTracks, MissingPolicy } from "./encode-tracks.ts";

/** How a tokenizer was made; all that its result depends on besides the embeddings. 0 restarts: codebooks from elsewhere. */
export interface TokenizerSettings {
  missing: MissingPolicy;
  neighbours: number;
  seed: number;
  iterations: number;
  tolerance: number;
  restarts: number;
  spherical: boolean;
  seeding?: "k-means++" | "k-means||";
  batchRows?: number;
  balance?: number;
}

/** All that a tokenizer holds. */
export interface TokenizerState {
  settings: TokenizerSettings;
  codebooks: readonly Codebook[];
  tracks: EncodedTracks;
  /** 1 for the tracks that the codebooks were fitted on, [tracks]. */
  trained: Uint8Array;
  /** Embeddings of those tracks per codebook (the same for all levels), which imputing new tracks needs. */
  training?: readonly Embeddings[];
}
