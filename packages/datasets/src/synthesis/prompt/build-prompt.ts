import type { DialogueTask } from "../plan/dialogue-task.ts";
import { answerSchema } from "./answer-schema.ts";
import type { JsonSchema } from "./answer-schema.ts";
import { countTokens } from "./count-tokens.ts";
import { EXAMPLE, INSTRUCTIONS } from "./instructions.ts";
import { PromptTooLongError } from "./prompt-too-long-error.ts";
import { quoteText } from "./quote-text.ts";
import { trackBlock } from "./track-block.ts";
import type { TrackDetail } from "./track-block.ts";

/** Version of the wording. It changes whenever the same task would be asked in other words. */
export const PROMPT_VERSION = "1";

/** What is asked of a language model. */
export interface Prompt {
  system: string;
  user: string;
  /** What the answer has to look like, for providers with structured output. */
  schema: JsonSchema;
  /** Tokens of system, user and schema text. */
  tokens: number;
}

/** How long a prompt may be. */
export interface PromptOptions {
  /** Lyrics are shortened first, then tags, then the example goes. @default 4000 */
  maximumTokens?: number;
  /** Words of each track's lyrics, as long as they fit. @default 120 */
  lyricsWords?: number;
  /** Counts the tokens of a text. @default `countTokens`, an estimate on the high side */
  countTokens?: (text: string) => number;
}

/**
 * The prompt of one conversation: goal and principles, an example, and a block a track with its id, metadata, tags and
 * an excerpt of its lyrics. The same task and options give the same prompt.
 *
 * @throws {PromptTooLongError} if it does not fit even without lyrics, tags and example.
 */
export function buildPrompt(task: DialogueTask, options: PromptOptions = {}): Prompt {
  const { maximumTokens = 4000, lyricsWords = 120, countTokens: count = countTokens } = options;
  const schema = answerSchema(task.tracks.map(({ id }) => id));
  const outside = count(INSTRUCTIONS) + count(JSON.stringify(schema));
  let tokens = 0;
  for (const { example, ...detail } of detailsFrom(lyricsWords)) {
    const user = userText(task, detail, example);
    tokens = outside + count(user);
    if (tokens <= maximumTokens) return { system: INSTRUCTIONS, user, schema, tokens };
  }
  throw new PromptTooLongError({ taskId: task.id, tokens, maximumTokens });
}

/** From everything to the least, lyrics before tags before the example. */
function* detailsFrom(lyricsWords: number): Generator<TrackDetail & { example: boolean }> {
  for (let words = lyricsWords; words >= 1; words = Math.floor(words * 0.75)) {
    yield { lyricsWords: words, tags: 20, example: true };
  }
  for (const tags of [20, 8, 3, 0]) yield { lyricsWords: 0, tags, example: true };
  yield { lyricsWords: 0, tags: 0, example: false };
}

function userText(task: DialogueTask, detail: TrackDetail, example: boolean): string {
  const blocks = task.tracks.map((track) => trackBlock(track, detail)).join("\n\n");
  const title = task.playlistTitle?.trim()
    ? `They were collected under the title ${quoteText(task.playlistTitle)}, for you to know the mood.\n`
    : "";
  return `${example ? `${EXAMPLE}\n\n` : ""}Now the conversation to write, over these tracks:\n<tracks>\n${blocks}\n</tracks>\n${title}`;
}
