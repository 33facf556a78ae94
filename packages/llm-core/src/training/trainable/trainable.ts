/**
 * How much of a weight is trained, by its name: all of it, nothing, or its rows from one on.
 *
 * The other rows of such a matrix stay as they are, bit by bit: they have no gradient, no moments and no decay.
 */
export type Trainable = (name: string) => boolean | { fromRow: number };

/**
 * Trains the rows of new tokens, in the token embedding and in an untied output layer, and the model's adapter if it has
 * one: everything else stays as it was pretrained.
 *
 * @param firstId of the new tokens, as `expandVocabulary` returns it
 */
export function newRows(firstId: number): Trainable {
  return (name) => {
    if (name === "model.embed_tokens.weight" || name === "lm_head.weight") return { fromRow: firstId };
    return /\.lora_[AB]\.weight$/.test(name);
  };
}
