export { formatTokens, type FormatTokensOptions } from "./format-tokens.ts";
export { ModalityError, type ModalityTokens } from "./modality.ts";
export { parseTokens, type ParsedTokens } from "./parse-tokens.ts";
export { TokenFormatError } from "./token-format-error.ts";
export {
  createTokenParser,
  type ParsedPiece,
  type ParsedTrack,
  type ParseTokensOptions,
  type TokenParser,
  type TokenProblem,
} from "./token-parser.ts";
export { endOfMusic, noCode, startOfMusic, tokenVocabulary } from "./token-text.ts";
