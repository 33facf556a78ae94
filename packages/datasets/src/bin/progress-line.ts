/** Writes one line to standard error that is written over: at a terminal 5 times a second, else every 10 seconds. */
export function progressLine(): { show(text: string): void; end(): void } {
  const terminal = process.stderr.isTTY;
  const everyMs = terminal ? 200 : 10_000;
  let shown = terminal ? 0 : Date.now();
  return {
    show(text) {
      if (Date.now() - shown < everyMs) return;
      shown = Date.now();
      process.stderr.write(terminal ? `\r\u001b[K${text}` : `${text}\n`);
    },
    end() {
      if (terminal && shown > 0) process.stderr.write("\r\u001b[K");
    },
  };
}
