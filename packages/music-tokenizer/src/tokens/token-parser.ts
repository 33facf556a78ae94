import type { ModalityTokens } from "./modality.ts";
import { TokenFormatError } from "./token-format-error.ts";
import { createTokenScanner, type Lexeme } from "./token-scanner.ts";
import { endOfMusic, noCode, startOfMusic } from "./token-text.ts";

/** Options of `parseTokens` and `createTokenParser`. */
export interface ParseTokensOptions {
  /** The vocabulary: the modalities in their order. */
  modalities: readonly ModalityTokens[];
  /**
   * "strict": the text is what `formatTokens` writes, block after block and nothing else (a block may hold several
   * tracks); anything else throws. "tolerant": for generated text: tokens count wherever they stand and in any order,
   * the rest is handed on as text, and what is wrong with the tokens is listed as problems.
   * @default "strict"
   */
  mode?: "strict" | "tolerant";
}

/** One track's code, read from tokens. */
export interface ParsedTrack {
  /** [modalities]; 65,535 where the modality is absent or `none`. */
  code: Uint16Array;
  /** Whether every modality had its token. Always true in strict mode. */
  complete: boolean;
}

/** Something that tolerant mode passed over: the offset, the text there, and what is wrong with it. */
export interface TokenProblem {
  at: number;
  token: string;
  reason: "not in the vocabulary" | "track incomplete" | "block not closed" | "end without start";
}

/** Text, a track or a fault, in the order of the text. */
export type ParsedPiece =
  | { type: "text"; text: string }
  | ({ type: "track" } & ParsedTrack)
  | ({ type: "problem" } & TokenProblem);

/** Reads music tokens from text that arrives in chunks. */
export interface TokenParser {
  /** @throws {TokenFormatError} in strict mode, at the first character that breaks the format. */
  push(chunk: string): ParsedPiece[];
  /** Call once after the last chunk. @throws {TokenFormatError} in strict mode, if the text ends within a block. */
  end(): ParsedPiece[];
}

/**
 * A streaming parser: tokens are recognised across chunk borders, and text is handed on as soon as it cannot be part
 * of a token. However the text is cut, the tracks, the problems and the joined text are the same.
 *
 * @throws {ModalityError} if a modality cannot have tokens.
 */
export function createTokenParser({ modalities, mode = "strict" }: ParseTokensOptions): TokenParser {
  const scanner = createTokenScanner(modalities);
  const reader = mode === "strict" ? strictReader(modalities) : tolerantReader(modalities.length);
  return {
    push: (chunk) => scanner.push(chunk).flatMap(reader.read),
    end: () => [...scanner.end().flatMap(reader.read), ...reader.end()],
  };
}

interface LexemeReader {
  read(lexeme: Lexeme): ParsedPiece[];
  end(): ParsedPiece[];
}

function strictReader(modalities: readonly ModalityTokens[]): LexemeReader {
  let code = new Uint16Array(modalities.length);
  let position = -1; // the modality that comes next; -1 outside a block
  let mayClose = false;
  let readTo = 0;

  function expected(): string {
    if (position < 0) return startOfMusic;
    const token = `a token of ${modalities[position]!.name} (0 to ${modalities[position]!.clusters - 1})`;
    return mayClose ? `${token} or ${endOfMusic}` : token;
  }
  function read(lexeme: Lexeme): ParsedPiece[] {
    readTo = lexeme.at + lexeme.text.length;
    if (lexeme.kind === "start" && position < 0) {
      position = 0;
      return [];
    }
    if (lexeme.kind === "end" && mayClose) {
      position = -1;
      mayClose = false;
      return [];
    }
    if (lexeme.kind !== "code" || lexeme.modality !== position) {
      throw new TokenFormatError(lexeme.at, expected(), JSON.stringify(lexeme.text.slice(0, 80)));
    }
    code[position] = lexeme.code;
    position = (position + 1) % modalities.length;
    mayClose = position === 0;
    if (!mayClose) return [];
    const track: ParsedPiece = { type: "track", code, complete: true };
    code = new Uint16Array(modalities.length);
    return [track];
  }
  function end(): ParsedPiece[] {
    if (position >= 0) throw new TokenFormatError(readTo, expected(), "the end of the text");
    return [];
  }
  return { read, end };
}

function tolerantReader(width: number): LexemeReader {
  let tokens: Extract<Lexeme, { kind: "code" }>[] = []; // of the track being read, one a modality
  let block: Lexeme | undefined;

  function takeTrack(): ParsedPiece[] {
    const first = tokens[0];
    if (!first) return [];
    const code = new Uint16Array(width).fill(noCode);
    for (const token of tokens) code[token.modality] = token.code;
    const complete = tokens.length === width;
    const track: ParsedPiece = { type: "track", code, complete };
    tokens = [];
    return complete ? [track] : [track, problem(first, "track incomplete")];
  }
  function closeBlock(): ParsedPiece[] {
    const unclosed = block ? [problem(block, "block not closed")] : [];
    block = undefined;
    return [...takeTrack(), ...unclosed];
  }
  function read(lexeme: Lexeme): ParsedPiece[] {
    switch (lexeme.kind) {
      case "text":
        return [{ type: "text", text: lexeme.text }];
      case "unknown":
        return [{ type: "text", text: lexeme.text }, problem(lexeme, "not in the vocabulary")];
      case "start": {
        const before = closeBlock();
        block = lexeme;
        return before;
      }
      case "end": {
        const stray = block ? [] : [problem(lexeme, "end without start")];
        block = undefined;
        return [...takeTrack(), ...stray];
      }
      case "code": {
        const repeated = tokens.some(({ modality }) => modality === lexeme.modality);
        const before = repeated ? takeTrack() : [];
        tokens.push(lexeme);
        return tokens.length === width ? [...before, ...takeTrack()] : before;
      }
    }
  }
  return { read, end: closeBlock };
}

function problem({ at, text }: Lexeme, reason: TokenProblem["reason"]): ParsedPiece {
  return { type: "problem", at, token: text, reason };
}
