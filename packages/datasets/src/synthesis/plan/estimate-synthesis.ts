import { buildPrompt } from "../prompt/build-prompt.ts";
import type { PromptOptions } from "../prompt/build-prompt.ts";
import { answerCost } from "../provider/answer-cost.ts";
import type { TokenPrice } from "../provider/dialogue-provider.ts";
import type { DialogueTask } from "./dialogue-task.ts";

/** What a job would take. */
export interface SynthesisEstimate {
  conversations: number;
  inputTokens: number;
  outputTokens: number;
  /** In the price's currency. */
  cost: number;
}

/**
 * Estimates a job without asking anything: every prompt is built and counted, an answer is taken to have 90 tokens a
 * track (a query and a response of Table 1's lengths in JSON), and a share of the tasks to need a repair.
 *
 * @throws {PromptTooLongError} for a task whose prompt cannot be made to fit.
 */
export function estimateSynthesis(options: {
  tasks: Iterable<DialogueTask>;
  price: TokenPrice;
  prompt?: PromptOptions;
  /** @default 0.1 */
  repairShare?: number;
}): SynthesisEstimate {
  const { tasks, price, prompt, repairShare = 0.1 } = options;
  const estimate = { conversations: 0, inputTokens: 0, outputTokens: 0 };
  for (const task of tasks) {
    const answer = 90 * task.tracks.length;
    estimate.conversations++;
    estimate.inputTokens += buildPrompt(task, prompt).tokens * (1 + repairShare) + answer * repairShare;
    estimate.outputTokens += answer * (1 + repairShare);
  }
  const inputTokens = Math.round(estimate.inputTokens);
  const outputTokens = Math.round(estimate.outputTokens);
  return { ...estimate, inputTokens, outputTokens, cost: answerCost(price, { inputTokens, outputTokens }) };
}
