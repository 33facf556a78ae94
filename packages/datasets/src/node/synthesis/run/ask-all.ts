import { setMaxListeners } from "node:events";
import type { ProviderError, SynthesisBatch } from "../../../synthesis/provider/dialogue-provider.ts";
import type { BatchSource, TaskCounts } from "./batch-source.ts";
import { callProvider, reservation } from "./call-provider.ts";
import type { CallContext } from "./call-provider.ts";

/** Where a run stands. */
export interface SynthesisProgress extends TaskCounts {
  /** Batches that are out. */
  running: number;
  /** Cost of all answers so far. */
  spent: number;
}

/** Why no more was asked. */
export interface Ending {
  ended: "complete" | "budget" | "aborted" | "failing";
  /** The failure that ended it, for "failing". */
  error?: ProviderError;
}

/** Asks batch after batch, some at a time, until there is nothing to ask, nothing to pay with, or no hope. */
export async function askAll(options: {
  source: BatchSource;
  context: CallContext;
  budget?: number;
  concurrency?: number;
  onProgress?: (progress: SynthesisProgress) => void;
}): Promise<Ending> {
  const { source, context, onProgress } = options;
  const { budget = Infinity, concurrency = 8 } = options;
  const { ledger, provider, signal } = context;
  // Every batch that is out listens to it.
  if (signal) setMaxListeners(0, signal);
  const out = new Map<string, { reserved: number; settled: Promise<void> }>();
  const failures: ProviderError[] = [];

  const ask = async (batch: SynthesisBatch) => {
    try {
      const error = await callProvider(batch, context);
      if (error === undefined) failures.length = 0;
      else failures.push(error);
      source.settled(batch);
    } catch (error) {
      if (!signal?.aborted) throw error;
    } finally {
      out.delete(batch.id);
      onProgress?.({ ...source.counts, running: out.size, spent: ledger.spent });
    }
  };
  const oneSettled = () => Promise.race([...out.values()].map(({ settled }) => settled));
  const withinBudget = (reserved: number) => {
    let committed = ledger.committed + reserved;
    for (const [id, batch] of out) if (!ledger.open.has(id)) committed += batch.reserved;
    return committed <= budget;
  };

  let ending: Ending = { ended: "complete" };
  while (ending.ended === "complete") {
    const error = failures.at(-1);
    if (signal?.aborted) ending = { ended: "aborted" };
    else if (error && isHopeless(failures)) ending = { ended: "failing", error };
    else if (out.size >= concurrency) await oneSettled();
    else {
      const batch = source.next(out.size === 0);
      if (batch === undefined && out.size === 0) break;
      if (batch === undefined) await oneSettled();
      else {
        const reserved = ledger.open.has(batch.id) ? 0 : reservation(batch, provider);
        if (!withinBudget(reserved)) ending = { ended: "budget" };
        else {
          const settled = ask(batch);
          // Awaited below and in oneSettled; this only keeps Node from calling it unhandled in between.
          settled.catch(() => {});
          out.set(batch.id, { reserved, settled });
        }
      }
    }
  }
  await Promise.all([...out.values()].map(({ settled }) => settled));
  return ending;
}

/** A refusal of the key, the account or the address, or ten failures in a row. */
function isHopeless(failures: readonly ProviderError[]): boolean {
  const status = failures.at(-1)?.status ?? 0;
  return failures.length >= 10 || [401, 402, 403, 404].includes(status);
}
