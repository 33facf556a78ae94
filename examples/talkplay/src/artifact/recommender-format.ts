import { createCodeIndex } from "@talkplay/matcher";
import type { CodeIndex } from "@talkplay/matcher";
import type { MusicTokenizer } from "@talkplay/music-tokenizer";
import type { Tokenizer } from "@talkplay/llm-core";
import { createMusicVocabulary } from "../music-tokens/music-vocabulary.ts";
import type { MusicVocabulary } from "../music-tokens/music-vocabulary.ts";

/** The version of the layout of a recommender's folder. */
export const version = 1;

/** `recommender.json`. */
export interface Manifest {
  version: number;
  /** SHA-256 of each file beside it, in hexadecimal. */
  files: Record<string, string>;
  documentsWidth: number;
}

/** A recommender's folder that cannot be loaded. */
export class RecommenderFolderError extends Error {
  override readonly name = "RecommenderFolderError";
  constructor(
    readonly folder: string,
    readonly problem: string,
  ) {
    super(`${folder} ${problem}`);
  }
}

export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The codes of a fitted music tokenizer, ready for lookups. */
export function codeIndexOf(music: MusicTokenizer): CodeIndex {
  return createCodeIndex({
    codes: music.codes,
    modalities: music.modalities.map(({ name }) => name),
    ids: music.ids,
  });
}

/** The music tokens of a fitted music tokenizer in a language model's vocabulary. */
export function musicVocabularyOf(music: MusicTokenizer, tokenizer: Tokenizer): MusicVocabulary {
  return createMusicVocabulary({
    tokens: music.vocabulary,
    modalities: music.modalities.map(({ name }) => name),
    clusters: music.modalities.map(({ clusters }) => clusters),
    idOf: (token) => tokenizer.specialId(token),
  });
}
