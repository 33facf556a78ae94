import { createHash } from "node:crypto";
import { buildPrompt } from "../../../synthesis/prompt/build-prompt.ts";
import type { Prompt, PromptOptions } from "../../../synthesis/prompt/build-prompt.ts";
import { buildRepairPrompt } from "../../../synthesis/prompt/build-repair-prompt.ts";
import type { DialogueTask } from "../../../synthesis/plan/dialogue-task.ts";
import type { SynthesisBatch, SynthesisRequest } from "../../../synthesis/provider/dialogue-provider.ts";

/** The first question about a task. */
export function firstRequest(options: {
  model: string;
  task: DialogueTask;
  prompt: PromptOptions;
}): SynthesisRequest {
  const { model, task } = options;
  const prompt = buildPrompt(task, options.prompt);
  return { key: keyOf(model, task, 1, prompt), task, attempt: 1, prompt };
}

/** The second question, which quotes what was wrong with the first answer. */
export function repairRequest(options: {
  model: string;
  first: SynthesisRequest;
  answer: string;
  problems: readonly string[];
  prompt: PromptOptions;
}): SynthesisRequest {
  const { model, first, answer, problems } = options;
  const { countTokens } = options.prompt;
  const prompt = buildRepairPrompt({ prompt: first.prompt, answer, problems, countTokens });
  return { key: keyOf(model, first.task, 2, prompt), task: first.task, attempt: 2, prompt };
}

/** The batch of some requests, which is the same for the same requests. */
export function batchOf(requests: readonly SynthesisRequest[]): SynthesisBatch {
  return { id: digest(requests.map(({ key }) => key)), requests };
}

function keyOf(model: string, task: DialogueTask, attempt: 1 | 2, { system, user, schema }: Prompt): string {
  return digest([model, task.id, attempt, system, user, schema]);
}

function digest(value: unknown): string {
  return createHash("sha256").update(JSON.stringify(value)).digest("hex").slice(0, 40);
}
