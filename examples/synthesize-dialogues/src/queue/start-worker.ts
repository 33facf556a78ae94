import { ProviderError } from "@talkplay/datasets";
import type { DialogueProvider, SynthesisBatch } from "@talkplay/datasets";
import { redactSecrets } from "@talkplay/datasets/node";
import { Worker } from "bullmq";
import type { Redis } from "ioredis";
import { faultOf, QUEUE } from "./batch-job.ts";
import type { BatchOutcome } from "./batch-job.ts";

/**
 * Starts to answer batches of the queue; any number of workers may, on any machines. The key stays with the worker: it
 * is taken out of what goes to Redis, even where the service repeats it.
 */
export function startWorker(options: {
  connection: Redis;
  provider: DialogueProvider;
  /** Batches at a time. @default 4 */
  concurrency?: number;
  /** A worker that has not been heard of for this long counts as dead, and its batches go to others. @default 30,000 */
  deadAfterMs?: number;
}): Worker<SynthesisBatch, BatchOutcome> {
  const { connection, provider, concurrency = 4, deadAfterMs = 30_000 } = options;
  const redact = redactSecrets(() => provider.secrets?.() ?? []);
  return new Worker<SynthesisBatch, BatchOutcome>(
    QUEUE,
    async ({ data, attemptsStarted }) => {
      try {
        const answers = await provider.complete(data, { repeated: attemptsStarted > 1 });
        return {
          answers: answers.map((answer) =>
            answer instanceof ProviderError
              ? { fault: faultOf(answer, redact) }
              : { ...answer, text: redact(answer.text) },
          ),
        };
      } catch (error) {
        // Whatever else is thrown would be kept in Redis as it is, with its stack.
        const message = error instanceof Error ? error.message : String(error);
        const fault =
          error instanceof ProviderError
            ? error
            : new ProviderError({ message, retryable: true, paid: "unknown" });
        return { fault: faultOf(fault, redact) };
      }
    },
    {
      connection,
      concurrency,
      lockDuration: deadAfterMs,
      stalledInterval: deadAfterMs / 2,
      // A dead worker's call is repeated where that is free; else the run decides.
      maxStalledCount: provider.delivery === "exactly-once" ? Number.MAX_SAFE_INTEGER : 0,
    },
  );
}
