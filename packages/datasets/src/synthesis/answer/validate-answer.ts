import type { DialogueTurn } from "../../types/dialogue.ts";
import type { DialogueTask } from "../plan/dialogue-task.ts";

/** What a conversation must be to be kept. */
export interface AnswerRules {
  /** Fewest turns. @default half of the task's tracks, rounded up */
  minimumTurns?: number;
  /** Most words of a query or response. @default 80 */
  maximumWords?: number;
}

/** A conversation that keeps the rules, or everything that is wrong with it. */
export type ValidatedAnswer =
  | { valid: true; goal: string; turns: DialogueTurn[] }
  | { valid: false; problems: string[] };

/**
 * Reads a model's answer, as JSON or JSON in a code fence, and holds it to the task: the schema, only listed track ids,
 * none twice, enough turns, and texts that are texts (no ids, control tokens, markup or addresses).
 */
export function validateAnswer(task: DialogueTask, answer: string, rules: AnswerRules = {}): ValidatedAnswer {
  const { minimumTurns = Math.ceil(task.tracks.length / 2), maximumWords = 80 } = rules;
  const problems: string[] = [];
  const parsed = parseJson(answer);
  if (parsed instanceof SyntaxError) {
    return { valid: false, problems: [`the answer is not JSON (${parsed.message.slice(0, 120)})`] };
  }
  const { goal, turns: listed } = isObject(parsed) ? parsed : {};
  if (typeof goal !== "string" || goal.trim() === "") problems.push(`"goal" should be a sentence`);
  else problems.push(...textProblems("goal", goal, task, maximumWords));
  if (!Array.isArray(listed)) {
    return { valid: false, problems: [...problems, `"turns" should be a list`] };
  }

  const allowed = new Set(task.tracks.map(({ id }) => id));
  const positionOf = new Map<string, number>();
  const turns = (listed as unknown[]).map((item, index): DialogueTurn => {
    const turn = isObject(item) ? item : {};
    for (const field of ["query", "response"] as const) {
      const name = `turns[${index}].${field}`;
      const text = turn[field];
      if (typeof text !== "string" || text.trim() === "") problems.push(`${name} should be text`);
      else problems.push(...textProblems(name, text, task, maximumWords));
    }
    const trackId = String(turn["track"]);
    const earlier = positionOf.get(trackId);
    if (!allowed.has(trackId)) {
      problems.push(
        `turns[${index}].track is ${JSON.stringify(trackId.slice(0, 60))}, which is not a listed id`,
      );
    } else if (earlier !== undefined) {
      problems.push(
        `turns[${index}].track is the same as turns[${earlier}].track; use each track at most once`,
      );
    } else positionOf.set(trackId, index);
    return { query: String(turn["query"]).trim(), trackId, response: String(turn["response"]).trim() };
  });
  if (turns.length < minimumTurns) {
    problems.push(`there are ${turns.length} turns; ${minimumTurns} or more are needed`);
  }
  return problems.length > 0
    ? { valid: false, problems }
    : { valid: true, goal: (goal as string).trim(), turns };
}

function parseJson(answer: string): unknown {
  const bare = answer.trim().replace(/^```(?:json)?\s*([\s\S]*?)\s*```$/i, "$1");
  try {
    return JSON.parse(bare);
  } catch (error) {
    return error;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function textProblems(name: string, text: string, task: DialogueTask, maximumWords: number): string[] {
  const problems: string[] = [];
  const words = text.trim().split(/\s+/).length;
  if (words > maximumWords) problems.push(`${name} has ${words} words; ${maximumWords} at most`);
  if (MARKUP.test(text))
    problems.push(`${name} should be plain words, without markup, addresses or control tokens`);
  const quoted = task.tracks.find(({ id, title }) => id !== title && id.length >= 6 && text.includes(id));
  if (quoted) problems.push(`${name} should not quote the id ${JSON.stringify(quoted.id)}`);
  return problems;
}

const MARKUP = /<\|.*?\|>|<\/?[a-z][\w-]*>|```|https?:\/\/|\bid: "/i;
