import type { LlamaConfig } from "../model/config.ts";

/** A prompt or a continuation that the model cannot read. */
export class InvalidPromptError extends Error {
  override readonly name = "InvalidPromptError";

  /**
   * @param row - which prompt or continuation, from 0
   * @param reason - what is wrong with it and what to do
   */
  constructor(
    readonly row: number,
    readonly reason: string,
  ) {
    super(`Token sequence ${row} ${reason}`);
  }
}

/**
 * @param newTokens - how many tokens will follow; the last of them is never read
 * @throws InvalidPromptError if the ids are none, outside the vocabulary, or will not fit the model's context
 */
export function checkPrompt(
  ids: ArrayLike<number>,
  newTokens: number,
  { vocabSize, maxPositions }: LlamaConfig,
  row = 0,
): void {
  if (ids.length === 0)
    throw new InvalidPromptError(row, "is empty: give at least one id, such as the BOS token.");
  for (let index = 0; index < ids.length; index++) {
    const id = ids[index]!;
    if (!(Number.isInteger(id) && id >= 0 && id < vocabSize)) {
      throw new InvalidPromptError(
        row,
        `holds ${id} at ${index}: the model's ids are 0 to ${vocabSize - 1}.`,
      );
    }
  }
  const positions = ids.length + Math.max(newTokens - 1, 0);
  if (positions > maxPositions) {
    throw new InvalidPromptError(
      row,
      `needs ${positions} positions and the model has ${maxPositions}: shorten it or ask for fewer tokens.`,
    );
  }
}
