import {
  createTokenParser,
  type ParsedTrack,
  type ParseTokensOptions,
  type TokenProblem,
} from "./token-parser.ts";

/** The tracks and the text that a text of tokens holds. */
export interface ParsedTokens {
  tracks: ParsedTrack[];
  /** Everything that is not a music token, joined. Empty in strict mode. */
  text: string;
  /** What tolerant mode passed over. Empty in strict mode. */
  problems: TokenProblem[];
}

/**
 * Reads the tracks out of token text; the inverse of `formatTokens`. For text that arrives in chunks see
 * `createTokenParser`.
 *
 * @throws {TokenFormatError} in strict mode, at the first character that breaks the format.
 * @throws {ModalityError} if a modality cannot have tokens.
 */
export function parseTokens(text: string, options: ParseTokensOptions): ParsedTokens {
  const parser = createTokenParser(options);
  const parsed: ParsedTokens = { tracks: [], text: "", problems: [] };
  for (const piece of [...parser.push(text), ...parser.end()]) {
    if (piece.type === "text") {
      parsed.text += piece.text;
    } else if (piece.type === "track") {
      parsed.tracks.push({ code: piece.code, complete: piece.complete });
    } else {
      parsed.problems.push({ at: piece.at, token: piece.token, reason: piece.reason });
    }
  }
  return parsed;
}
