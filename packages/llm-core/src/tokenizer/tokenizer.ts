import { Tokenizer as Engine } from "@huggingface/tokenizers";
import { TokenizerError } from "./tokenizer-error.ts";
import { checkTokenizerJson, withoutSpecialTokens } from "./tokenizer-json.ts";
import type { TokenizerJson } from "./tokenizer-json.ts";

/** Options of `Tokenizer.decode`. */
export interface DecodeOptions {
  /** Whether special tokens are left out of the text. @default true */
  skipSpecialTokens?: boolean;
}

/**
 * Text to ids and back, by a Hugging Face `tokenizer.json`; the text of a special token, typed by a user, stays text.
 */
export class Tokenizer {
  /** One above the highest id. */
  readonly vocabSize: number;
  /** Special tokens and their ids, in the file's order. */
  readonly specialTokens: ReadonlyMap<string, number>;
  readonly #json: TokenizerJson;
  readonly #specialIds: ReadonlySet<number>;
  // Each engine costs a second for a vocabulary of 128,000: made when first needed
  #textEngine: Engine | undefined;
  #wholeEngine: Engine | undefined;

  /** @throws TokenizerError */
  constructor(json: unknown) {
    this.#json = checkTokenizerJson(json);
    const { added_tokens: added, model } = this.#json;
    const special = added.filter((token) => token.special);
    this.specialTokens = new Map(special.map((token) => [token.content, token.id]));
    this.#specialIds = new Set(this.specialTokens.values());
    const ids = [...Object.values(model.vocab), ...added.map((token) => token.id)];
    this.vocabSize = 1 + ids.reduce((highest, id) => Math.max(highest, id), -1);
  }

  /** Ids of a text, never one of a special token, whatever the text says. No beginning-of-text token is added. @throws TokenizerError */
  encodeText(text: string): number[] {
    if (text === "") return [];
    this.#textEngine ??= engineOf(withoutSpecialTokens(this.#json));
    const { ids } = this.#textEngine.encode(text, { add_special_tokens: false });
    if (ids.some((id) => id === undefined || this.#specialIds.has(id))) {
      throw new TokenizerError(
        "model.vocab",
        "lacks tokens for a part of the text; a byte-level vocabulary has them",
      );
    }
    return ids;
  }

  /** Id of a special token. @throws TokenizerError if there is none of that name */
  specialId(token: string): number {
    const id = this.specialTokens.get(token);
    if (id === undefined) throw new TokenizerError(token, "is not a special token; add it with addTokens");
    return id;
  }

  /** Whether the id is a special token's. */
  isSpecial(id: number): boolean {
    return this.#specialIds.has(id);
  }

  /** Text of ids. @throws TokenizerError for an id that no token has */
  decode(ids: ArrayLike<number>, options: DecodeOptions = {}): string {
    this.#wholeEngine ??= engineOf(this.#json);
    const engine = this.#wholeEngine;
    const skip = options.skipSpecialTokens ?? true;
    const kept = Array.from(ids).filter((id) => !skip || !this.#specialIds.has(id));
    const unknown = kept.find((id) => engine.id_to_token(id) === undefined);
    if (unknown !== undefined)
      throw new TokenizerError(unknown, `has no token (there are ${this.vocabSize})`);
    return kept.length === 0 ? "" : engine.decode(kept, { clean_up_tokenization_spaces: false });
  }

  /**
   * The same tokenizer with special tokens appended: they get the ids from {@link vocabSize} on, in order.
   *
   * @throws TokenizerError if a token exists already or appears twice.
   */
  addTokens(tokens: readonly string[]): Tokenizer {
    const taken = new Set([
      ...Object.keys(this.#json.model.vocab),
      ...this.#json.added_tokens.map((token) => token.content),
    ]);
    const added = tokens.map((content, index) => {
      if (content === "" || taken.has(content))
        throw new TokenizerError(content, "exists already or is empty");
      taken.add(content);
      const flags = { single_word: false, lstrip: false, rstrip: false, normalized: false, special: true };
      return { id: this.vocabSize + index, content, ...flags };
    });
    return new Tokenizer({ ...this.#json, added_tokens: [...this.#json.added_tokens, ...added] });
  }

  /** The `tokenizer.json`, added tokens included: Python's tokenizers reads it to the same ids. */
  toJSON(): object {
    return this.#json;
  }
}

/**
 * A tokenizer from the parsed content of a `tokenizer.json`.
 *
 * @throws TokenizerError
 */
export function loadTokenizer(json: unknown): Tokenizer {
  return new Tokenizer(json);
}

function engineOf(json: TokenizerJson): Engine {
  return new Engine(json, { clean_up_tokenization_spaces: false });
}
