import { Job, Queue, QueueEvents } from "bullmq";
import { ProviderError } from "@talkplay/datasets";
import type { DialogueProvider, SynthesisBatch } from "@talkplay/datasets";
import type { Redis } from "ioredis";
import { QUEUE } from "./batch-job.ts";
import type { BatchOutcome } from "./batch-job.ts";

/** A provider whose calls are made by workers on other machines. */
export interface QueueProvider extends DialogueProvider {
  close(): Promise<void>;
}

/**
 * Puts every batch into a queue under its own id, and waits for what a worker makes of it. The ledger stays with the
 * one process that runs the job: a batch is a job of the queue once, whoever is killed and however often; a worker's
 * answer waits in Redis until the ledger has it.
 */
export function createQueueProvider(options: {
  connection: Redis;
  /** What the workers ask, for the ledger and the budget. */
  provider: Omit<DialogueProvider, "complete">;
}): QueueProvider {
  const { connection, provider } = options;
  const queue = new Queue<SynthesisBatch, BatchOutcome>(QUEUE, { connection });
  const events = new QueueEvents(QUEUE, { connection: connection.duplicate() });
  // Every batch that is out listens to both.
  queue.setMaxListeners(0);
  events.setMaxListeners(0);
  const { model, delivery, price, maximumOutputTokens, batchSize, secrets } = provider;
  return {
    model,
    delivery,
    price,
    maximumOutputTokens,
    batchSize,
    secrets,
    async complete(batch, { signal }) {
      const job = await place(queue, batch);
      const outcome = await outcomeOf(job, events, signal);
      if ("fault" in outcome) throw new ProviderError(outcome.fault);
      return outcome.answers.map((answer) => ("fault" in answer ? new ProviderError(answer.fault) : answer));
    },
    async close() {
      await events.close();
      await queue.close();
    },
  };
}

/** The batch's job: the one that is there, unless it has ended without answers. */
async function place(queue: Queue<SynthesisBatch, BatchOutcome>, batch: SynthesisBatch) {
  const earlier = await Job.fromId<SynthesisBatch, BatchOutcome>(queue, batch.id);
  if (earlier !== undefined) {
    const fruitless =
      (await earlier.isFailed()) || (earlier.returnvalue !== null && "fault" in earlier.returnvalue);
    if (fruitless) await earlier.remove();
  }
  return queue.add("batch", batch, {
    jobId: batch.id,
    removeOnComplete: { count: 10_000 },
    removeOnFail: true,
  });
}

/** Looks again now and then, for the case that the news was lost with a connection. */
async function outcomeOf(
  job: Job<SynthesisBatch, BatchOutcome>,
  events: QueueEvents,
  signal: AbortSignal | undefined,
): Promise<BatchOutcome> {
  for (;;) {
    signal?.throwIfAborted();
    try {
      return await job.waitUntilFinished(events, 5000);
    } catch (error) {
      const state = await job.getState();
      if (state !== "failed" && state !== "unknown") continue;
      // A worker died over a call that cannot be repeated for free, or the job was removed by hand.
      const message = error instanceof Error ? error.message : String(error);
      return { fault: { message, retryable: true, paid: "unknown" } };
    }
  }
}
