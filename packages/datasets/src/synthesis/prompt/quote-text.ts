/**
 * Makes text of a catalogue fit to stand inside a prompt as data: a JSON string on one line in which no tag, fence,
 * chat-template marker or special token can open or close anything, and without characters that a reader cannot see
 * (controls, zero-width and bidirectional marks, Unicode tags). What it says stays readable: the model is told that it
 * is quoted, and no answer can name a track that was not listed.
 */
export function quoteText(
  text: string,
  options: {
    /** Longer text is cut, with an ellipsis. @default 200 */
    maximumCharacters?: number;
  } = {},
): string {
  const { maximumCharacters = 200 } = options;
  const visible = [...text.normalize("NFC").replace(INVISIBLE, "").replace(/\s+/g, " ").trim()];
  const cut =
    visible.length > maximumCharacters ? [...visible.slice(0, maximumCharacters - 1), "…"] : visible;
  return quoteExactly(cut.join(""));
}

/** The text as it is, as a JSON string that reads the same and can open or close nothing. */
export function quoteExactly(text: string): string {
  return JSON.stringify(text).replace(MARKUP, escaped);
}

/** Drops the lines that speak to a language model rather than to a listener. */
export function withoutInstructions(text: string): string {
  return text
    .split(/\r?\n/)
    .filter((line) => !INSTRUCTIONS.some((pattern) => pattern.test(line.replace(INVISIBLE, ""))))
    .join("\n");
}

// Controls but for tab, line feed and carriage return; soft hyphen, zero-width and bidirectional marks; variation and
// Unicode tags, in which whole sentences can hide.
const INVISIBLE =
  // oxlint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e0fff}]/gu;

const MARKUP = /[<>`[\]{}#|]/g;

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

const INSTRUCTIONS: readonly RegExp[] = [
  /\b(ignore|disregard|forget|override)\b.{0,40}\b(instruction|prompt|rule|above|previous|prior|system)s?\b/i,
  /\b(system|developer|hidden)\s+(prompt|message|instruction)s?\b/i,
  /^\s*#{1,6}\s*\w/,
  /^\W*(system|assistant|user|developer|human)\W*:/i,
  /\byou are (now )?(an?|the) (ai|assistant|language model|chatbot|system)\b/i,
  /\b(new|updated|further) instructions?\b/i,
  /<\|[^|>]*\|>|\[\/?INST\]|<<\/?SYS>>|<\/?(system|assistant|user|tracks|start_of_turn|end_of_turn)\b/i,
  /\b(api|access|secret)[ _-]?(key|token)s?\b/i,
];
