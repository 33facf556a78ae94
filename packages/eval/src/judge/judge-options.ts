import { ArgumentError } from "../errors/argument-error.ts";
import type { JudgedTurn } from "./judged-turn.ts";
import type { JudgeModel } from "./judge-model.ts";

/** Valid answers by request. A `Map` will do; `openJudgeAnswers` of `@talkplay/eval/node` keeps them in a file. */
export interface JudgeAnswers {
  get(request: string): string | undefined;
  set(request: string, answer: string): unknown;
}

/** How a judge is asked. */
export interface JudgeOptions {
  model: JudgeModel;
  /**
   * Answers that were given before are taken from here, and new ones are put in as they come, so that a stopped job
   * goes on where it stopped. A request is known by its model, rubric, conversation and answers: whatever changes is
   * asked anew. @default none are kept
   */
  answers?: JudgeAnswers;
  /** Requests in flight at a time. @default 4 */
  concurrency?: number;
  /** How often a request is made again that the provider calls worth it, or that never arrived. @default 3 */
  retries?: number;
  /** Wait before the first of them, in milliseconds, where the provider names none; it doubles with each.
   * @default 1000 */
  firstRetryMs?: number;
  signal?: AbortSignal;
  onProgress?: (progress: { turns: number; totalTurns: number }) => void;
}

/** @throws {ArgumentError} for impossible options, or a turn that comes twice. */
export function checkJudgeOptions(
  { concurrency = 1, retries = 0, firstRetryMs = 0 }: JudgeOptions,
  turns: readonly JudgedTurn[],
): void {
  if (!Number.isInteger(concurrency) || concurrency < 1)
    throw new ArgumentError({ argument: "concurrency", expected: "a whole number from 1", got: concurrency });
  if (!Number.isInteger(retries) || retries < 0)
    throw new ArgumentError({ argument: "retries", expected: "a whole number from 0", got: retries });
  if (!(firstRetryMs >= 0))
    throw new ArgumentError({ argument: "firstRetryMs", expected: "a number from 0", got: firstRetryMs });
  const seen = new Set<string>();
  for (const [index, { turnId }] of turns.entries()) {
    if (seen.has(turnId))
      throw new ArgumentError({
        argument: `turns[${index}]`,
        expected: "a turn not seen before",
        got: turnId,
      });
    seen.add(turnId);
  }
}
