import { checkModalities, type ModalityTokens } from "./modality.ts";

/** Opens the music tokens of a track (paper §4.1). */
export const startOfMusic = "<start_of_music>";
/** Closes the music tokens of a track (paper §4.1). */
export const endOfMusic = "<end_of_music>";
/** The code of a modality that a track does not have. */
export const noCode = 65_535;

/** `<|playlist-59|>`; `<|playlist-none|>` for {@link noCode}. */
export function tokenText(modality: string, code: number): string {
  return `<|${modality}-${code === noCode ? "none" : code}|>`;
}

/**
 * Every token that a language model needs, in the order of their ids: start, end, then modality by modality
 * 0 to clusters - 1 (and `none` where the modality has it). Five modalities of 1,024 make 5,122 tokens.
 *
 * @throws {ModalityError} if a modality cannot have tokens.
 */
export function tokenVocabulary(modalities: readonly ModalityTokens[]): string[] {
  checkModalities(modalities);
  return [
    startOfMusic,
    endOfMusic,
    ...modalities.flatMap(({ name, clusters, none }) => {
      const tokens = Array.from({ length: clusters }, (_, code) => tokenText(name, code));
      return none ? [...tokens, tokenText(name, noCode)] : tokens;
    }),
  ];
}
