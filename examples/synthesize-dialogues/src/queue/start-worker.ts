import { ProviderError } from "@talkplay/datasets";
import type { DialogueProvider, SynthesisBatch } from "@talkplay/datasets";
import { Worker } from "bullmq";
import type { Redis } from "ioredis";
import { faultOf, QUEUE } from "./batch-job.ts";
import type { BatchOutcome } from "./batch-job.ts";

/** Starts to answer batches of the queue; any number of workers may, on any machines. */
export function startWorker(options: {
  connection: Redis;
  provider: DialogueProvider;
  /** Batches at a time. @default 4 */
  concurrency?: number;
  /** A worker that has not been heard of for this long counts as dead, and its batches go to others. @default 30,000 */
  deadAfterMs?: number;
}): Worker<SynthesisBatch, BatchOutcome> {
  const { connection, provider, concurrency = 4, deadAfterMs = 30_000 } = options;
  return new Worker<SynthesisBatch, BatchOutcome>(
    QUEUE,
    async ({ data, attemptsStarted }) => {
      try {
        const answers = await provider.complete(data, { repeated: attemptsStarted > 1 });
        return {
          answers: answers.map((answer) =>
            answer instanceof ProviderError ? { fault: faultOf(answer) } : answer,
          ),
        };
      } catch (error) {
        if (error instanceof ProviderError) return { fault: faultOf(error) };
        throw error;
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
