import type { Claim } from "./claim.ts";

interface Found {
  text: string;
  /** Places in the text. */
  start: number;
  end: number;
  fields: Claim["field"][];
}

interface Phrase {
  /** Its words, as written and in lower case. */
  words: string[];
  text: string;
  field: Claim["field"];
  /** A name: capitals must be the same. */
  isName: boolean;
}

const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}'’]*/gu;
/** Letters from which on a name of one word is told from a common word by its capital. */
const LONG_ENOUGH = 5;

/** Phrases by their first word, found in texts as whole words. */
export class PhraseIndex {
  private readonly byFirstWord = new Map<string, Phrase[]>();
  private readonly known = new Set<string>();

  add(text: string, field: Claim["field"], isName: boolean): void {
    const words = text.match(WORD) ?? [];
    const key = `${field}\u0000${text}`;
    if (words.length === 0 || this.known.has(key)) return;
    this.known.add(key);
    const first = words[0]!.toLowerCase();
    const phrases = this.byFirstWord.get(first) ?? [];
    this.byFirstWord.set(first, phrases);
    phrases.push({ words, text, field, isName });
  }

  /** The longest phrases from left to right, none inside another. */
  find(text: string): Found[] {
    const words = [...text.matchAll(WORD)];
    const found: Found[] = [];
    for (let at = 0; at < words.length; ) {
      const matching = (this.byFirstWord.get(words[at]![0].toLowerCase()) ?? []).filter((phrase) =>
        matches(phrase, words, at, text),
      );
      const length = Math.max(0, ...matching.map((phrase) => phrase.words.length));
      if (length === 0) {
        at++;
        continue;
      }
      const longest = matching.filter((phrase) => phrase.words.length === length);
      const last = words[at + length - 1]!;
      found.push({
        text: longest[0]!.text,
        start: words[at]!.index,
        end: last.index + last[0].length,
        fields: longest.map(({ field }) => field),
      });
      at += length;
    }
    return found;
  }
}

function matches(phrase: Phrase, words: readonly RegExpExecArray[], at: number, text: string): boolean {
  const { words: wanted, isName } = phrase;
  const same = wanted.every((word, place) => {
    const other = words[at + place]?.[0];
    return isName ? other === word : other?.toLowerCase() === word.toLowerCase();
  });
  if (!same || !isName || wanted.length > 1) return same;
  const { index } = words[at]!;
  const quoted = /["“”'‘«]/.test(text[index - 1] ?? "");
  const startsSentence = /(^|[.!?:]\s*)$/.test(text.slice(0, index).trimEnd());
  return quoted || (wanted[0]!.length >= LONG_ENOUGH && /^\p{Lu}/u.test(wanted[0]!) && !startsSentence);
}
