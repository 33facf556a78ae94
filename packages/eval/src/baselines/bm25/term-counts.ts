import type { Tokenize } from "./word-tokenizer.ts";

/** Which terms the documents have, and how often. */
export interface TermCounts {
  /** Term to its number: the rarest terms, which say most for the least work, have the lowest. */
  vocabulary: Map<string, number>;
  /** Of each document, its number of terms with repeats. [documents] */
  lengths: Uint32Array;
  /** Distinct terms of every document, one document after the other. */
  terms: number[];
  /** How often the document has the term, beside `terms`. */
  frequencies: number[];
  /** Where each document's terms start. [documents + 1] */
  starts: Uint32Array;
}

/** Counts the terms of every document. */
export function countTerms(documents: readonly string[], tokenize: Tokenize): TermCounts {
  const vocabulary = new Map<string, number>();
  const lengths = new Uint32Array(documents.length);
  const starts = new Uint32Array(documents.length + 1);
  const terms: number[] = [];
  const frequencies: number[] = [];
  const placeOf = new Map<string, number>();
  for (const [row, document] of documents.entries()) {
    placeOf.clear();
    const tokens = tokenize(document);
    for (const token of tokens) {
      const place = placeOf.get(token);
      if (place !== undefined) {
        frequencies[place]!++;
        continue;
      }
      placeOf.set(token, terms.length);
      let term = vocabulary.get(token);
      if (term === undefined) vocabulary.set(token, (term = vocabulary.size));
      terms.push(term);
      frequencies.push(1);
    }
    lengths[row] = tokens.length;
    starts[row + 1] = terms.length;
  }
  numberByRarity(vocabulary, terms);
  return { vocabulary, lengths, terms, frequencies, starts };
}

/** Renumbers the terms by how many documents have them, those with equally many in their order. */
function numberByRarity(vocabulary: Map<string, number>, terms: number[]): void {
  const documentCounts = new Uint32Array(vocabulary.size);
  for (const term of terms) documentCounts[term]!++;
  const byRarity = Uint32Array.from(documentCounts.keys()).toSorted(
    (a, b) => documentCounts[a]! - documentCounts[b]! || a - b,
  );
  const numberOf = new Uint32Array(vocabulary.size);
  for (const [number, term] of byRarity.entries()) numberOf[term] = number;
  for (const [text, term] of vocabulary) vocabulary.set(text, numberOf[term]!);
  for (let place = 0; place < terms.length; place++) terms[place] = numberOf[terms[place]!]!;
}
