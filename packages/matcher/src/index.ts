export type { Catalogue } from "./code-index/catalogue.ts";
export {
  createCodeIndex,
  type CodeIndex,
  type CodeIndexOptions,
  type LookupOptions,
  type Match,
} from "./code-index/create-code-index.ts";
export type { TieOrder } from "./code-index/tie-order.ts";
export { MatcherInputError } from "./matcher-input-error.ts";
export { createTrie, type CatalogueTrie } from "./trie/create-trie.ts";
export { CodeIndexBytesError, codeIndexFromBytes, codeIndexToBytes } from "./bytes/code-index-bytes.ts";
