/** A piece of a conversation: plain text, or one special token by name. */
export type Segment =
  | {
      text: string;
      /** Whether the model learns to say it. */
      loss: boolean;
    }
  | {
      special: string;
      /** Whether the model learns to say it. */
      loss: boolean;
    };

/** What rendering needs of a tokenizer. */
export interface SegmentTokenizer {
  /** Ids of plain text, never one of a special token. */
  encodeText(text: string): number[];
  /** Id of a special token by its text. */
  specialId(token: string): number;
}

/** Ids and, for each, the weight of the loss of predicting it: 1 where the model learns, 0 where it only reads. */
export interface RenderedSegments {
  /** [tokens] */
  ids: Int32Array;
  /** Weight of predicting each id; 0 = context. [tokens] */
  weights: Float32Array;
}

/** Segments as ids; special tokens come from `special` segments alone, never out of a text. */
export function renderSegments(tokenizer: SegmentTokenizer, segments: Iterable<Segment>): RenderedSegments {
  const ids: number[] = [];
  const weights: number[] = [];
  for (const segment of segments) {
    const next =
      "text" in segment ? tokenizer.encodeText(segment.text) : [tokenizer.specialId(segment.special)];
    for (const id of next) {
      ids.push(id);
      weights.push(segment.loss ? 1 : 0);
    }
  }
  return { ids: Int32Array.from(ids), weights: Float32Array.from(weights) };
}
