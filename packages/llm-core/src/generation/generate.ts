import type { KeyValueCache } from "../model/key-value-cache.ts";
import { collect, decode } from "./decode.ts";
import type { DecodingOptions, GeneratedToken, Generation } from "./decode.ts";

/** Options of `generate`, `streamTokens`. */
export interface GenerateOptions extends DecodingOptions {
  /** Token ids to continue, [time]. */
  prompt: ArrayLike<number>;
  /**
   * What the model has read already, made by `model.createCache()` and disposed by the caller: the first
   * `cache.length` ids of the prompt, which are not read again. (Ids beyond the prompt's last but one are forgotten.)
   * Afterwards it holds the prompt and the generated ids but for the last: go on with
   * `prompt: [...prompt, ...ids, ...more]`.
   */
  cache?: KeyValueCache;
  /** Called as soon as a token is known. */
  onToken?: (token: GeneratedToken) => void;
}

/**
 * Generates a continuation of one prompt with a key-value cache. The event loop gets a turn before every token.
 *
 * @throws InvalidPromptError, EmptyConstraintError, InvalidAllowedIdError, NonFiniteLogitsError, RangeError, or the
 *   signal's reason
 */
export function generate({ onToken, ...options }: GenerateOptions): Promise<Generation> {
  return collect(streamTokens(options), onToken);
}

/**
 * `generate` as an async generator: yields each token and returns the whole generation. Leaving the loop early frees
 * what it holds.
 */
export async function* streamTokens({
  prompt,
  ...options
}: Omit<GenerateOptions, "onToken">): AsyncGenerator<GeneratedToken, Generation, void> {
  const [generation] = yield* decode([prompt], options);
  return generation!;
}
