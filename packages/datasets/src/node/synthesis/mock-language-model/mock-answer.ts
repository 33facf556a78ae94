import type { SeededRandom } from "../../../random/seeded-random.ts";
import type { JsonSchema } from "../../../synthesis/prompt/answer-schema.ts";

/** The body of a chat completion over the tracks that the request's schema allows. */
export function mockAnswer(options: {
  /** The request's body. */
  body: string;
  invalid: boolean;
  /** Said in the answer, if given. */
  echo?: string;
  random: SeededRandom;
}): string {
  const { body, invalid, echo = "", random } = options;
  const ids = allowedIds(JSON.parse(body));
  const turns = ids.map((track) => ({
    query: `${random.pick(WISHES)} ${random.pick(QUALITIES)}, ${random.pick(ENDS)}`,
    track,
    response: `${random.pick(OFFERS)} ${random.pick(QUALITIES)}, ${random.pick(ENDS)}`,
  }));
  const answer = JSON.stringify({ goal: `Something ${random.pick(QUALITIES)} ${echo}`, turns });
  const content = invalid ? random.pick(FAULTS)(answer) : answer;
  return JSON.stringify({
    id: "mock",
    object: "chat.completion",
    created: 0,
    model: "mock",
    choices: [{ index: 0, message: { role: "assistant", content }, finish_reason: "stop" }],
    usage: {
      prompt_tokens: Math.ceil(body.length / 4),
      completion_tokens: Math.ceil(content.length / 4),
      total_tokens: Math.ceil((body.length + content.length) / 4),
    },
  });
}

/** The first `enum` of the request's schema. */
function allowedIds(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  const { enum: listed } = value as JsonSchema;
  if (Array.isArray(listed)) return listed as string[];
  for (const part of Object.values(value)) {
    const found = allowedIds(part);
    if (found.length > 0) return found;
  }
  return [];
}

const WISHES = ["I'd like", "Play me", "How about", "Next, please,", "Skip that, give me"] as const;
const OFFERS = ["Here is", "Then try", "This one is", "You will like this:"] as const;
const QUALITIES = [
  "a slow song with soft vocals",
  "a track with warm guitars",
  "older folk with lyrics about the sea",
  "a loud one with heavy drums",
] as const;
const ENDS = ["for the evening", "to walk home to", "while I cook", "before the rain stops"] as const;
const FAULTS: readonly ((answer: string) => string)[] = [
  (answer) => answer.slice(0, -10),
  (answer) => answer.replace(/"track":"[^"]*"/, '"track":"made-up"'),
  (answer) => answer.replace('"goal"', '"aim"'),
];
