import { checkModalityName } from "./modality.ts";
import { TokenFormatError } from "./token-format-error.ts";
import { endOfMusic, noCode, startOfMusic, tokenText } from "./token-text.ts";

/** Options of `formatTokens`. */
export interface FormatTokensOptions {
  /** Whether `<start_of_music>` and `<end_of_music>` stand around the tokens. @default true */
  wrap?: boolean;
}

/**
 * The tokens of one track as text: `<start_of_music><|playlist-59|><|semantic-361|>…<end_of_music>`.
 *
 * @param code one code a modality, in the order of `modalities`; 65,535 is written as `none`.
 * @throws {ModalityError} on a name that cannot stand in a token.
 * @throws {TokenFormatError} on a number of codes other than the number of modalities, or a code outside 0 to 65,535.
 */
export function formatTokens(
  code: ArrayLike<number>,
  modalities: readonly string[],
  { wrap = true }: FormatTokensOptions = {},
): string {
  if (code.length !== modalities.length) {
    throw new TokenFormatError(0, `${modalities.length} codes, one a modality`, String(code.length));
  }
  const tokens = modalities.map((modality, position) => {
    checkModalityName(modality);
    const value = code[position]!;
    if (!Number.isInteger(value) || value < 0 || value > noCode) {
      throw new TokenFormatError(position, `a code of ${modality} between 0 and ${noCode}`, String(value));
    }
    return tokenText(modality, value);
  });
  return wrap ? startOfMusic + tokens.join("") + endOfMusic : tokens.join("");
}
