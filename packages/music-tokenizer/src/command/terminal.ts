/** What a command talks to. */
export interface Terminal {
  /** The result, to stdout. */
  out(text: string): void;
  /** What it is doing, to stderr; with `--quiet` nothing. */
  say(text: string): void;
  /** How far it is; at most a line every second or two. */
  progress(what: string, done: number, of: number): void;
  /** Standard input as text. */
  readInput(): Promise<string>;
  /** Aborted when the user stops the command. */
  signal: AbortSignal;
}

const EVERY_MS = 1500;

/** The process's own streams. */
export function processTerminal(quiet: boolean, signal: AbortSignal): Terminal {
  const say = (text: string) => void (quiet || process.stderr.write(`${text}\n`));
  let last = performance.now();
  return {
    signal,
    say,
    out: (text) => void process.stdout.write(text),
    progress(what, done, of) {
      if (performance.now() - last < EVERY_MS) return;
      last = performance.now();
      say(`${what}: ${done.toLocaleString("en-US")} of ${of.toLocaleString("en-US")}`);
    },
    async readInput() {
      let text = "";
      process.stdin.setEncoding("utf8");
      for await (const chunk of process.stdin) text += chunk;
      return text;
    },
  };
}
