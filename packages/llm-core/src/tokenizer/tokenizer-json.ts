import { TokenizerError } from "./tokenizer-error.ts";

/** A token beside the model's own vocabulary, as `tokenizer.json` writes it. */
interface AddedToken {
  id: number;
  content: string;
  single_word: boolean;
  lstrip: boolean;
  rstrip: boolean;
  normalized: boolean;
  special: boolean;
}

/** The parts of a Hugging Face `tokenizer.json` that are read here; all others are kept as they are. */
export interface TokenizerJson {
  added_tokens: AddedToken[];
  model: { vocab: Record<string, number>; merges?: unknown[] };
}

/** @throws TokenizerError if `json` is not a tokenizer with a vocabulary of named ids. */
export function checkTokenizerJson(json: unknown): TokenizerJson {
  const { added_tokens: added, model } = (json ?? {}) as Partial<TokenizerJson>;
  if (typeof model?.vocab !== "object" || model.vocab === null || Array.isArray(model.vocab)) {
    throw new TokenizerError(
      "model.vocab",
      "is not a table of tokens and ids; give a tokenizer.json with a BPE model",
    );
  }
  if (!Array.isArray(added))
    throw new TokenizerError("added_tokens", "is missing; give a whole tokenizer.json");
  const taken = new Map<number, string>();
  const entries = [
    ...Object.entries(model.vocab),
    ...added.map((token): [string, number] => [token.content, token.id]),
  ];
  for (const [token, id] of entries) {
    if (typeof token !== "string" || token === "")
      throw new TokenizerError(String(token), "is not the text of a token");
    if (!Number.isSafeInteger(id) || id < 0) throw new TokenizerError(token, `has ${id} for an id`);
    if ((taken.get(id) ?? token) !== token) {
      throw new TokenizerError(token, `has the id ${id}, which ${JSON.stringify(taken.get(id))} has too`);
    }
    taken.set(id, token);
  }
  return json as TokenizerJson;
}

/** The same tokenizer without a trace of special tokens, so that their text is text to it. */
export function withoutSpecialTokens(json: TokenizerJson): TokenizerJson {
  const special = new Set(json.added_tokens.filter((token) => token.special).map((token) => token.content));
  return {
    ...json,
    added_tokens: json.added_tokens.filter((token) => !token.special),
    model: {
      ...json.model,
      vocab: Object.fromEntries(Object.entries(json.model.vocab).filter(([token]) => !special.has(token))),
      merges: json.model.merges?.filter((merge) => !special.has(mergedToken(merge))),
    },
  };
}

/** A merge is written as a pair, or as both parts with a space between them in older files. */
function mergedToken(merge: unknown): string {
  return Array.isArray(merge) ? merge.join("") : String(merge).replace(" ", "");
}
