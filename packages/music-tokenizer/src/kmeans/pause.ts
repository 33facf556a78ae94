const BETWEEN_PAUSES_MS = 50;

/**
 * For long loops: call and await between two steps. Throws the signal's reason once it is aborted, and every 50 ms
 * lets timers, input and other requests run (tensor reads alone resolve without giving them a turn).
 */
export function createPause(signal?: AbortSignal): () => Promise<void> {
  let last = performance.now();
  return async () => {
    signal?.throwIfAborted();
    if (performance.now() - last < BETWEEN_PAUSES_MS) return;
    await new Promise((resolve) => setTimeout(resolve));
    last = performance.now();
    signal?.throwIfAborted();
  };
}
