import type { MusicVocabulary } from "../music-tokens/music-vocabulary.ts";

/** What is needed of a catalogue trie (`@talkplay/matcher`): the clusters that some track continues a prefix with. */
export interface CodePrefixes {
  allowed(prefix: readonly number[]): ArrayLike<number>;
}

/**
 * Lets the model name only tracks of the catalogue: after start of music, the tokens of codes in use; then end of
 * music; then anything (the response). An empty set is the decoder's error, never free generation.
 */
export function catalogueConstraint({
  prefixes,
  vocabulary,
}: {
  prefixes: CodePrefixes;
  vocabulary: MusicVocabulary;
}): { allowed(generated: readonly number[]): ArrayLike<number> | "free" } {
  const { modalities, clusterIds, endOfMusic } = vocabulary;
  return {
    allowed: (generated) => {
      if (generated.length > modalities.length) return "free";
      if (generated.length === modalities.length) return [endOfMusic];
      const prefix = generated.map((id, modality) => id - (clusterIds[modality] as Int32Array)[0]!);
      const ids = clusterIds[generated.length] as Int32Array;
      return Int32Array.from(prefixes.allowed(prefix), (cluster) => ids[cluster] as number);
    },
  };
}
