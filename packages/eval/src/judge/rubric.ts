/** What a judge looks at, and what the ends of its scale mean. */
export interface Criterion {
  name: string;
  question: string;
  /** What a rating of 1 means. */
  worst: string;
  /** What a rating of 5 means. */
  best: string;
}

/** Fixed, so that figures of different systems and days can be compared; a changed rubric is another measure. */
export const RESPONSE_RUBRIC: readonly Criterion[] = [
  {
    name: "relevance",
    question: "Does the recommended track answer what the listener asked for, given the conversation so far?",
    worst: "it ignores or contradicts the request",
    best: "it meets every wish that was stated",
  },
  {
    name: "explanation",
    question: "Does the response say why this track fits, in facts about the track?",
    worst: "no reason, or phrases that fit any track",
    best: "specific reasons that concern this track and this request",
  },
  {
    name: "truthfulness",
    question: "Is what the response says about the track true to the track's description given here?",
    worst: "it contradicts the description or makes facts up",
    best: "every statement is borne out by the description",
  },
  {
    name: "fluency",
    question: "Does the response read like a helpful person speaking?",
    worst: "broken or repetitive language",
    best: "natural, clear and to the point",
  },
];

export function rubricText(rubric: readonly Criterion[]): string {
  return rubric
    .map(({ name, question, worst, best }) => `- ${name}: ${question} (1 = ${worst}; 5 = ${best})`)
    .join("\n");
}
