import type { JudgeOptions } from "./judge-options.ts";

/**
 * Judges turns, several at a time; the results are in the turns' order. The first failure stops the others.
 *
 * @throws What `judge` throws, and the signal's reason when aborted.
 */
export async function eachTurn<T, R>(
  turns: readonly T[],
  { concurrency = 4, signal, onProgress }: JudgeOptions,
  judge: (turn: T, signal: AbortSignal) => Promise<R>,
): Promise<R[]> {
  const failure = new AbortController();
  const stop = signal ? AbortSignal.any([signal, failure.signal]) : failure.signal;
  const results: R[] = [];
  let next = 0;
  let done = 0;
  const work = async () => {
    while (next < turns.length) {
      const index = next++;
      stop.throwIfAborted();
      results[index] = await judge(turns[index]!, stop);
      onProgress?.({ turns: ++done, totalTurns: turns.length });
    }
  };
  const workers = Array.from({ length: Math.min(concurrency, turns.length) }, () =>
    work().catch((error: unknown) => {
      failure.abort(error);
      throw error;
    }),
  );
  await Promise.allSettled(workers);
  stop.throwIfAborted();
  return results;
}
