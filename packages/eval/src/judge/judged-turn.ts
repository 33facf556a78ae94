/** What a judge is shown of a turn. */
export interface JudgedTurn {
  turnId: string;
  /** The conversation up to and with the query, as text. */
  conversation: string;
}

/** A system's answer at a turn. */
export interface JudgedAnswer {
  /** The recommended track, described: {@link trackDocument} will do. */
  track: string;
  response: string;
}

/** Data in a prompt: fenced, so that text in it is not taken for instructions. */
export function fenced(name: string, text: string): string {
  return `<${name}>\n${text.replaceAll(`</${name}>`, `</ ${name}>`)}\n</${name}>`;
}

export function answerText(name: string, { track, response }: JudgedAnswer): string {
  return fenced(name, `Recommended track: ${track}\nResponse: ${response}`);
}
