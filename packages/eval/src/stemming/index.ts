export { createSnowballStemmer } from "./snowball-stemmer.ts";
export type { SnowballLanguage } from "./snowball-stemmer.ts";
