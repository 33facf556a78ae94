/** Shows where a run is: the stage, what it is doing, and the time left, on one line that is kept up to date. */
export interface Progress {
  /** A new stage begins. */
  stage(name: string): void;
  /** Where the stage is; `fraction` (0 to 1) gives the time left. */
  update(text: string, fraction?: number): void;
  /** A line that stays. */
  note(text: string): void;
}

/**
 * @param options.stages how many stages there are
 * @param options.output where lines go: on a terminal the current line is rewritten, elsewhere one is printed every
 *   few seconds
 * @param options.now clock in milliseconds
 */
export function createProgress({
  stages,
  output = process.stdout,
  now = Date.now,
}: {
  stages: number;
  output?: { write(text: string): unknown; isTTY?: boolean; columns?: number };
  now?: () => number;
}): Progress {
  const started = now();
  const intervalMs = output.isTTY ? 100 : 5_000;
  let number = 0;
  let name = "";
  let stageStarted = started;
  let lastShown = -Infinity;

  const finishLine = () => {
    if (output.isTTY && lastShown > -Infinity) output.write("\r\u001B[K");
  };
  return {
    stage(next) {
      finishLine();
      number += 1;
      name = next;
      stageStarted = now();
      lastShown = -Infinity;
      output.write(`[${number}/${stages}] ${name} (${duration(now() - started)} so far)\n`);
    },
    update(text, fraction) {
      if (now() - lastShown < intervalMs) return;
      lastShown = now();
      const elapsed = now() - stageStarted;
      const left =
        fraction === undefined || fraction <= 0.01 || fraction >= 1
          ? ""
          : `, ${duration((elapsed / fraction) * (1 - fraction))} left`;
      const line = `      ${text}${left}`;
      output.write(output.isTTY ? `\r\u001B[K${line.slice(0, (output.columns ?? 100) - 1)}` : `${line}\n`);
    },
    note(text) {
      finishLine();
      output.write(`      ${text}\n`);
    },
  };
}

/** `75_000` → `1:15`. */
export function duration(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  const rest = String(seconds % 60).padStart(2, "0");
  return hours > 0 ? `${hours}:${String(minutes % 60).padStart(2, "0")}:${rest}` : `${minutes}:${rest}`;
}
