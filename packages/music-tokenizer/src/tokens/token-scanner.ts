import { checkModalities, type ModalityTokens } from "./modality.ts";
import { endOfMusic, noCode, startOfMusic } from "./token-text.ts";

/** A piece of scanned text; `at` is its character offset in everything pushed so far. */
export type Lexeme = { at: number; text: string } & (
  | { kind: "text" }
  | { kind: "start" }
  | { kind: "end" }
  | { kind: "code"; modality: number; code: number }
  /** Shaped like a music token, but not one of this vocabulary. */
  | { kind: "unknown" }
);

const TOKEN = /<start_of_music>|<end_of_music>|<\|([^<>|\s]{1,64})-(\d{1,10}|none)\|>/uy;
const TOKEN_BEGUN = /^<\|?$|^<\|[^<>|\s]{1,75}\|?$/u;

/**
 * Cuts text that arrives in chunks into music tokens and the text between them. A token is recognised however it is
 * cut: what may yet become one is held back until the next chunk, or `end`, decides.
 */
export function createTokenScanner(modalities: readonly ModalityTokens[]) {
  checkModalities(modalities);
  const positions = new Map(modalities.map(({ name }, position) => [name, position]));
  let held = "";
  let heldAt = 0;

  function push(chunk: string, last = false): Lexeme[] {
    const text = held + chunk;
    const lexemes: Lexeme[] = [];
    let from = 0;
    let open = text.indexOf("<");
    for (; open >= 0; open = text.indexOf("<", open)) {
      TOKEN.lastIndex = open;
      const match = TOKEN.exec(text);
      if (match) {
        takeText(open);
        lexemes.push(classify(match[0], heldAt + open, match[1], match[2]));
        open = from = TOKEN.lastIndex;
      } else if (!last && mayBecomeToken(text.slice(open, open + 150), open + 150 > text.length)) {
        break;
      } else {
        open += 1;
      }
    }
    takeText(open < 0 ? text.length : open);
    held = text.slice(from);
    heldAt += from;
    return lexemes;

    function takeText(to: number) {
      if (to > from) lexemes.push({ kind: "text", at: heldAt + from, text: text.slice(from, to) });
      from = to;
    }
  }

  function classify(text: string, at: number, name?: string, index?: string): Lexeme {
    if (text === startOfMusic) return { kind: "start", at, text };
    if (text === endOfMusic) return { kind: "end", at, text };
    const modality = positions.get(name!) ?? -1;
    const known = modalities[modality];
    if (known && index === "none" && known.none) return { kind: "code", at, text, modality, code: noCode };
    const code = Number(index);
    const valid = known && code < known.clusters && String(code) === index;
    return valid ? { kind: "code", at, text, modality, code } : { kind: "unknown", at, text };
  }

  return { push, end: () => push("", true) };
}

function mayBecomeToken(begun: string, reachesEnd: boolean): boolean {
  return (
    reachesEnd && (TOKEN_BEGUN.test(begun) || startOfMusic.startsWith(begun) || endOfMusic.startsWith(begun))
  );
}
