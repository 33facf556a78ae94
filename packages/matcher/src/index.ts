export type { Catalogue } from "./code-index/catalogue.ts";
export type { CodeReader, MergedLookupOptions } from "./code-index/code-reader.ts";
export { createCodeIndex, type CodeIndex, type CodeIndexOptions } from "./code-index/create-code-index.ts";
export type { LookupOptions, Match } from "./lookup/lookup-options.ts";
export type { MergedMatch, MergeRule } from "./lookup/merge-matches.ts";
export type { TieOrder } from "./code-index/tie-order.ts";
export { createBitmap, type TrackFilter } from "./filters/bitmap.ts";
export { MatcherInputError } from "./matcher-input-error.ts";
export { createTrie, type CatalogueTrie } from "./trie/create-trie.ts";
export {
  rankByLikelihood,
  type LikelihoodOptions,
  type LikelyTrack,
} from "./likelihood/rank-by-likelihood.ts";
