import { collect, decode } from "./decode.ts";
import type { DecodingOptions, GeneratedToken, Generation } from "./decode.ts";

/** Options of `generateBatch`. */
export interface GenerateBatchOptions extends DecodingOptions {
  /** Token ids of each prompt; lengths may differ. */
  prompts: readonly ArrayLike<number>[];
  /** Called as soon as a token is known. */
  onToken?: (token: GeneratedToken) => void;
}

/**
 * Generates a continuation of every prompt, all in one batch. Shorter prompts are padded on the left and the padding
 * is masked, so that greedy results are those of `generate` for each prompt alone. Each row draws from a random stream
 * of its own, the first from that of `generate` with the same seed. A row that has finished leaves the batch.
 *
 * @returns one generation a prompt, in their order
 * @throws InvalidPromptError, EmptyConstraintError, InvalidAllowedIdError, NonFiniteLogitsError, RangeError, or the
 *   signal's reason
 */
export function generateBatch({ prompts, onToken, ...options }: GenerateBatchOptions): Promise<Generation[]> {
  return collect(decode(prompts, options), onToken);
}
