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
    await turnOfOthers();
    last = performance.now();
    signal?.throwIfAborted();
  };
}

/** Node's timers wait for a millisecond at least; browsers have no setImmediate. */
function turnOfOthers(): Promise<void> {
  return new Promise((resolve) =>
    typeof setImmediate === "function" ? setImmediate(resolve) : setTimeout(resolve),
  );
}
