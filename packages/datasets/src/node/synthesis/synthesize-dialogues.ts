import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { DialogueSchema } from "../../dialogues/parse-dialogues.ts";
import type { AnswerRules } from "../../synthesis/answer/validate-answer.ts";
import type { DialogueTask } from "../../synthesis/plan/dialogue-task.ts";
import { PROMPT_VERSION } from "../../synthesis/prompt/build-prompt.ts";
import type { PromptOptions } from "../../synthesis/prompt/build-prompt.ts";
import type { DialogueProvider } from "../../synthesis/provider/dialogue-provider.ts";
import { Ledger } from "./ledger/ledger.ts";
import { writeOutputs } from "./output/write-outputs.ts";
import type { SynthesisReport } from "./output/write-outputs.ts";
import { BatchSource } from "./run/batch-source.ts";
import type { TaskCounts } from "./run/batch-source.ts";
import { askAll } from "./run/ask-all.ts";
import type { Ending, SynthesisProgress } from "./run/ask-all.ts";
import { RateLimit } from "./run/rate-limit.ts";
import type { Clock } from "./run/rate-limit.ts";
import { redactSecrets } from "./run/redact-secrets.ts";

/** How playlists are turned into conversations by a language model. */
export interface SynthesizeDialoguesOptions {
  /** Where `ledger.jsonl` is kept and `dialogues.jsonl`, `rejected.jsonl` and `report.json`, `.md` are written. */
  folder: string;
  /** What to write; see `planDialogues`. A run that goes on needs the same tasks. */
  tasks: readonly DialogueTask[];
  provider: DialogueProvider;
  /** Most that the ledger's job may cost, over all runs, in the price's currency. @default Infinity */
  budget?: number;
  /** Batches that are out at a time. @default 8 */
  concurrency?: number;
  /** Requests in any minute at most, those made again included. @default Infinity */
  requestsPerMinute?: number;
  /**
   * Tokens in any minute at most, in and out. A request counts as its prompt and `provider.maximumOutputTokens` until
   * it is answered, then as what it took, as services count it. @default Infinity
   */
  tokensPerMinute?: number;
  /** Calls after one that failed for a reason that may pass. @default 6 */
  retries?: number;
  /** Wait before the first of them, doubled for each, with random spread; a provider's own wish adds to it. @default 1000 */
  firstRetryMs?: number;
  /**
   * What becomes of a request that a crash left without an answer, at a provider that charges for every call: asked
   * "again", and perhaps paid twice, or put on "hold". Providers that are exactly-once need no choice. @default "again"
   */
  inDoubt?: "again" | "hold";
  prompt?: PromptOptions;
  rules?: AnswerRules;
  /** Of `dialogues.jsonl`. @default "freemusicc-dialogues", which keeps the goal */
  schema?: DialogueSchema;
  /** Stops sending; what is out and paid for is waited for. The same call goes on later. */
  signal?: AbortSignal;
  onProgress?: (progress: SynthesisProgress) => void;
  /** What the rate limits go by. @default the machine's clock */
  clock?: Clock;
  /** Time stamps of the ledger. @default the machine's clock */
  now?: () => Date;
}

/** How a run ended. */
export interface SynthesisResult extends TaskCounts, Ending {
  /** Over all runs into the folder, in the price's currency. */
  spent: number;
  /** Most that was paid for answers that were lost; 0 at exactly-once providers. */
  doubtful: number;
  /** The same as `report.json` holds. */
  report: SynthesisReport;
}

/**
 * Has a provider write conversations. Every call is on the disk before it is made and every answer when it comes, so a
 * run that is stopped or killed at any instant goes on where it was: no answer that was written down is asked for
 * again, and one that was paid for but not yet written down is fetched under its idempotency key. An answer that breaks
 * the rules is asked for once more with its errors quoted, then put aside with the reason.
 *
 * @throws {LedgerError} if the folder's ledger is of another job, damaged, or in use; RangeError for two tasks of one id or a rate limit of 0.
 */
export async function synthesizeDialogues(options: SynthesizeDialoguesOptions): Promise<SynthesisResult> {
  const { folder, provider, prompt = {}, rules = {}, schema, now = () => new Date() } = options;
  const { inDoubt = "again", retries = 6, firstRetryMs = 1000, signal } = options;
  const limit = new RateLimit(options);
  await mkdir(folder, { recursive: true });
  const job = { model: provider.model, promptVersion: PROMPT_VERSION, at: now().toISOString() };
  const ledger = await Ledger.open(join(folder, "ledger.jsonl"), job);
  try {
    const taskRules = { model: provider.model, prompt, answer: rules };
    const payAgain = inDoubt === "again";
    const source = new BatchSource({
      tasks: options.tasks,
      ledger,
      rules: taskRules,
      batchSize: provider.batchSize ?? 1,
      reopen: provider.delivery === "exactly-once" || payAgain,
    });
    const redact = redactSecrets(() => provider.secrets?.() ?? []);
    const context = { ledger, provider, retries, firstRetryMs, payAgain, limit, redact, now, signal };
    const { ended, error } = await askAll({ ...options, source, context });
    const { counts } = source;
    const { spent, doubtful } = ledger;
    const report = await writeOutputs({
      folder,
      tasks: options.tasks,
      ledger,
      rules: taskRules,
      counts,
      schema,
    });
    return { ...counts, ended, ...(error && { error }), spent, doubtful, report };
  } finally {
    await ledger.close();
  }
}
