import { validateAnswer } from "../../../synthesis/answer/validate-answer.ts";
import type { AnswerRules } from "../../../synthesis/answer/validate-answer.ts";
import type { DialogueTask } from "../../../synthesis/plan/dialogue-task.ts";
import type { PromptOptions } from "../../../synthesis/prompt/build-prompt.ts";
import { PromptTooLongError } from "../../../synthesis/prompt/prompt-too-long-error.ts";
import type { SynthesisRequest } from "../../../synthesis/provider/dialogue-provider.ts";
import type { Dialogue } from "../../../types/dialogue.ts";
import { LedgerError } from "../ledger/ledger-error.ts";
import type { Ledger } from "../ledger/ledger.ts";
import { firstRequest, repairRequest } from "./request-key.ts";

/** Where a task stands by what the ledger holds: nothing else is remembered of it. */
export type TaskProgress =
  | { state: "asking"; request: SynthesisRequest }
  | { state: "accepted"; dialogue: Dialogue; repaired: boolean }
  | { state: "rejected"; problems: string[]; answers: string[] };

/** How tasks are asked and judged. */
export interface TaskRules {
  model: string;
  prompt: PromptOptions;
  answer: AnswerRules;
}

/** @throws {LedgerError} if the task was asked in other words before: its tracks or the options have changed. */
export function taskProgress(task: DialogueTask, ledger: Ledger, rules: TaskRules): TaskProgress {
  const answer = ledger.answer(task.id, 1)?.text;
  if (answer === undefined) return asking(task, 1, ledger, rules);
  const validated = validateAnswer(task, answer, rules.answer);
  if (validated.valid) return accepted(task, validated, false);

  const repair = ledger.answer(task.id, 2)?.text;
  if (repair === undefined) return asking(task, 2, ledger, rules);
  const mended = validateAnswer(task, repair, rules.answer);
  if (mended.valid) return accepted(task, mended, true);
  return { state: "rejected", problems: mended.problems, answers: [answer, repair] };
}

function asking(task: DialogueTask, attempt: 1 | 2, ledger: Ledger, rules: TaskRules): TaskProgress {
  try {
    return { state: "asking", request: questionAbout(task, attempt, ledger, rules) };
  } catch (error) {
    if (!(error instanceof PromptTooLongError)) throw error;
    return { state: "rejected", problems: [error.message], answers: [] };
  }
}

/**
 * The first question about a task, or the second, which needs the first one's answer.
 *
 * @throws {LedgerError} as `taskProgress` does.
 */
export function questionAbout(
  task: DialogueTask,
  attempt: 1 | 2,
  ledger: Ledger,
  rules: TaskRules,
): SynthesisRequest {
  const first = firstRequest({ ...rules, task });
  const asked = ledger.firstKey(task.id);
  if (asked !== undefined && asked !== first.key) {
    throw new LedgerError({
      file: ledger.path,
      message: `"${task.id}" was asked with other tracks or options before. Use them again, or another folder.`,
    });
  }
  if (attempt === 1) return first;
  const answer = ledger.answer(task.id, 1)?.text ?? "";
  const validated = validateAnswer(task, answer, rules.answer);
  return repairRequest({ ...rules, first, answer, problems: validated.valid ? [] : validated.problems });
}

function accepted(
  { id, playlistId }: DialogueTask,
  { goal, turns }: Pick<Dialogue, "turns"> & { goal: string },
  repaired: boolean,
): TaskProgress {
  return {
    state: "accepted",
    dialogue: { id, ...(playlistId !== undefined && { playlistId }), goal, turns },
    repaired,
  };
}
