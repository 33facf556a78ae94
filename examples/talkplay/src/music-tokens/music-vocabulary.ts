/** What the model's vocabulary must know to speak of tracks: see {@link createMusicVocabulary}. */
export interface MusicVocabulary {
  /** Modalities in the order in which a track's tokens are written. */
  modalities: readonly string[];
  startOfMusic: number;
  endOfMusic: number;
  /** Token ids of a modality's clusters, cluster 0 first. */
  clusterIds: readonly Int32Array[];
  /** A track's token ids between start and end of music, from its code. */
  tokenIds(code: ArrayLike<number>): number[];
  /** The code that generated ids spell, or undefined when they are no `modality 0, modality 1, …` sequence. */
  code(tokenIds: readonly number[]): number[] | undefined;
}

/**
 * Joins the music tokenizer's vocabulary (token texts) with the text tokenizer's ids.
 *
 * @param options.tokens start of music, end of music, then modality by modality the tokens of clusters 0, 1, …
 * @param options.clusters clusters per modality
 * @param options.idOf the id of a token text in the model's vocabulary
 */
export function createMusicVocabulary({
  tokens,
  modalities,
  clusters,
  idOf,
}: {
  tokens: readonly string[];
  modalities: readonly string[];
  clusters: readonly number[];
  idOf: (token: string) => number;
}): MusicVocabulary {
  const [startOfMusic, endOfMusic, ...clusterTokens] = tokens.map(idOf) as [number, number, ...number[]];
  let first = 0;
  const clusterIds = clusters.map((count) => Int32Array.from(clusterTokens.slice(first, (first += count))));
  if (first !== clusterTokens.length) {
    throw new RangeError(
      `${clusterTokens.length} cluster tokens for ${first} clusters: they must be as many`,
    );
  }
  const clusterOf = clusterIds.map((ids) => new Map(Array.from(ids, (id, cluster) => [id, cluster])));
  return {
    modalities,
    startOfMusic,
    endOfMusic,
    clusterIds,
    tokenIds: (code) =>
      clusterIds.map((ids, modality) => {
        const id = ids[code[modality] as number];
        if (id === undefined) {
          throw new RangeError(
            `${modalities[modality]} has ${ids.length} clusters: there is no ${code[modality]}`,
          );
        }
        return id;
      }),
    code: (tokenIds) => {
      if (tokenIds.length !== modalities.length) return undefined;
      const code = tokenIds.map((id, modality) => clusterOf[modality]?.get(id));
      return code.includes(undefined) ? undefined : (code as number[]);
    },
  };
}
