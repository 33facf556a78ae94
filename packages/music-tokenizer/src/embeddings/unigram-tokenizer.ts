/**
 * A vocabulary piece and its log probability, as in a SentencePiece unigram model. The encoder's file gives null
 * for seven pieces with a colon, which its own tokenizer counts as 0.
 */
export type UnigramPiece = readonly [text: string, score: number | null];

interface TrieNode {
  children: Map<string, TrieNode>;
  /** Vocabulary index of the piece that ends here, or -1. */
  piece: number;
}

const wordStart = "\u2581";

/**
 * SentencePiece unigram tokenization: the split of a text whose pieces have the highest summed score (Kudo 2018),
 * found by Viterbi search. Runs of characters that no piece covers become one piece 0.
 *
 * Gives the ids of Universal Sentence Encoder's own JavaScript tokenizer, its treatment of unknown characters
 * (score 0, and 0 taken for "not reached") included, because the encoder's published vectors depend on it.
 */
export class UnigramTokenizer {
  readonly #root: TrieNode = newNode();
  readonly #scores: Float64Array;

  /** @param reserved How many pieces at the front never match text. */
  constructor(pieces: readonly UnigramPiece[], reserved: number) {
    this.#scores = Float64Array.from(pieces, ([, score]) => score ?? 0);
    for (let index = reserved; index < pieces.length; index++) this.#insert(pieces[index]![0], index);
  }

  /** The vocabulary indices of a text; empty for an empty text. */
  encode(text: string): number[] {
    const normalized = text.normalize("NFKC");
    if (normalized === "") return [];
    const symbols = [...(wordStart + normalized.replaceAll(" ", wordStart))];
    const best = new Float64Array(symbols.length + 1);
    const bestPiece = new Int32Array(symbols.length + 1);
    const bestStart = Int32Array.from(best, (_, index) => index - 1);

    const offer = (start: number, end: number, piece: number) => {
      const score = this.#scores[piece]! + best[start]!;
      if (best[end] !== 0 && score < best[end]!) return;
      best[end] = score;
      bestPiece[end] = piece;
      bestStart[end] = start;
    };

    for (let start = 0; start < symbols.length; start++) {
      let matched = false;
      let node = this.#root.children.get(symbols[start]!);
      for (let end = start + 1; node; node = node.children.get(symbols[end++]!)) {
        if (node.piece < 0) continue;
        offer(start, end, node.piece);
        matched = true;
      }
      if (!matched) offer(start, start + 1, 0);
    }

    const ids: number[] = [];
    for (let end = symbols.length; end > 0; end = bestStart[end]!) {
      const piece = bestPiece[end]!;
      if (piece !== 0 || ids.at(-1) !== 0) ids.push(piece);
    }
    return ids.toReversed();
  }

  #insert(text: string, index: number): void {
    let node = this.#root;
    for (const symbol of text) {
      let child = node.children.get(symbol);
      if (!child) node.children.set(symbol, (child = newNode()));
      node = child;
    }
    node.piece = index;
  }
}

function newNode(): TrieNode {
  return { children: new Map(), piece: -1 };
}
