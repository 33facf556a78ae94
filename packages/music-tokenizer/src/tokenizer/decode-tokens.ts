import type { ModalityTokens } from "../tokens/modality.ts";
import { parseTokens } from "../tokens/parse-tokens.ts";
import { TokenFormatError } from "../tokens/token-format-error.ts";

/** Options of `decodeTokens`. */
export interface DecodeOptions {
  /** See `ParseTokensOptions`. In tolerant mode ids outside the vocabulary are left out. @default "strict" */
  mode?: "strict" | "tolerant";
  /** Id of the vocabulary's first token, the old vocabulary's size in an expanded language model. @default 0 */
  firstTokenId?: number;
}

/** Codes, one a track, in token text or token ids. */
export function decodeTokens(
  tokens: string | ArrayLike<number>,
  vocabulary: readonly string[],
  modalities: readonly ModalityTokens[],
  { mode = "strict", firstTokenId = 0 }: DecodeOptions,
): Uint16Array[] {
  const text =
    typeof tokens === "string"
      ? tokens
      : Array.from(tokens, (id, at) => {
          const token = vocabulary[id - firstTokenId];
          if (token === undefined && mode === "strict") {
            const last = firstTokenId + vocabulary.length - 1;
            throw new TokenFormatError(at, `a token id from ${firstTokenId} to ${last}`, String(id));
          }
          return token ?? "";
        }).join("");
  return parseTokens(text, { modalities, mode }).tracks.map(({ code }) => code);
}
