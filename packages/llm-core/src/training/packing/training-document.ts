/** A sequence to learn from, for example a conversation or a playlist. */
export interface TrainingDocument {
  /** Token ids. */
  ids: ArrayLike<number>;
  /** weights[i] weighs the loss of predicting ids[i] from the ids before it; 0 = context only. */
  weights: ArrayLike<number>;
  /**
   * Loss group, by which an objective tells kinds of documents apart.
   * @default "conversation"
   */
  group?: string;
}

/** Documents in memory, or a function that supplies them anew for each epoch (the same ones for the same epoch). */
export type DocumentSource = readonly TrainingDocument[] | ((epoch: number) => Iterable<TrainingDocument>);

/** A document that cannot be trained on. */
export class TrainingDocumentError extends Error {
  override readonly name = "TrainingDocumentError";
  constructor(
    /** Number of the document in the order in which the source supplied it, from 0. */
    readonly document: number,
    readonly expected: string,
    readonly got: string,
  ) {
    super(`Training document ${document}: expected ${expected}, got ${got}; correct or drop the document.`);
  }
}

/** @throws TrainingDocumentError */
export function checkDocument({ ids, weights }: TrainingDocument, index: number): void {
  if (ids.length !== weights.length) {
    throw new TrainingDocumentError(
      index,
      `a weight for each of ${ids.length} ids`,
      `${weights.length} weights`,
    );
  }
  for (let i = 0; i < ids.length; i++) {
    if (!(ids[i]! >= 0 && Number.isInteger(ids[i]))) {
      throw new TrainingDocumentError(index, "ids that are whole numbers from 0", `${ids[i]} at ${i}`);
    }
    if (!(weights[i]! >= 0 && weights[i]! < Infinity)) {
      throw new TrainingDocumentError(index, "finite weights of at least 0", `${weights[i]} at ${i}`);
    }
  }
}
