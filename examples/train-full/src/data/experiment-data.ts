import type { Dialogue, Playlist, Track } from "@talkplay/datasets";
import type { Size } from "../command/sizes.ts";

/** Everything that a run reads, in one form whatever it was read from. */
export interface ExperimentData {
  /** Said in the report. */
  name: string;
  /** Where it comes from and under which licence. */
  source: string;
  tracks: Track[];
  /** Training playlists: item2vec, popularity, item-kNN and the continuation loss see these and no others. */
  playlists: Playlist[];
  /** Conversations to train on, written ones first. Rendered anew in each pass over them. */
  training: { written: Dialogue[]; simulated: Dialogue[] };
  validation: Dialogue[];
  /** Held-out conversations; each set is scored apart. */
  tests: { name: string; dialogues: Dialogue[] }[];
  /** In the paper's order; only those that the catalogue has. */
  modalities: string[];
  /** Precomputed embeddings of a modality, where the data brings them (the generated world's audio). */
  features?: Record<string, { ids: string[]; rows: Float32Array; width: number }>;
}

export interface LoadDataOptions {
  size: Size;
  seed: number;
  /** A dialogue file to score besides the data's own test sets. */
  testFile?: string | undefined;
}
