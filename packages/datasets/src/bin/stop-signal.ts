/** Aborts at the first Ctrl-C or SIGTERM; the second one ends the process as usual. */
export function stopSignal(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      console.error("stopping; once more to stop at once");
      controller.abort(new Error("Stopped. The same command goes on from here or starts anew."));
    });
  }
  return controller.signal;
}
