import type { Prompt } from "./build-prompt.ts";
import { countTokens } from "./count-tokens.ts";
import { quoteText } from "./quote-text.ts";

/** Asks again for an answer that was refused, with the answer and what was wrong with it quoted. */
export function buildRepairPrompt(options: {
  prompt: Prompt;
  /** The text of the refused answer. */
  answer: string;
  /** What is wrong with it, as `validateAnswer` says it. */
  problems: readonly string[];
  /** @default `countTokens`, an estimate on the high side */
  countTokens?: (text: string) => number;
}): Prompt {
  const { prompt, answer, problems, countTokens: count = countTokens } = options;
  const refusal = [
    "",
    "Your last answer cannot be used. It was, quoted:",
    quoteText(answer, { maximumCharacters: 6000 }),
    "What is wrong with it:",
    ...problems.map((problem) => `- ${problem}`),
    "Write the whole conversation again as one JSON object, with these mended and nothing else changed for the worse.",
  ].join("\n");
  return { ...prompt, user: prompt.user + refusal, tokens: prompt.tokens + count(refusal) };
}
