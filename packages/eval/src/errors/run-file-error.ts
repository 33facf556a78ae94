export interface RunFileProblem {
  file: string;
  /** From 1; left out when the file as a whole is at fault. */
  line?: number;
  /** What is wrong. */
  problem: string;
  /** What to do. @default to correct the line, or to write the file again */
  remedy?: string;
}

/** A file of this package, such as a run or a truth, or a line of it, that cannot be read. */
export class RunFileError extends Error {
  override readonly name = "RunFileError";
  readonly file: string;
  /** Line number, from 1; `undefined` when the file as a whole is at fault. */
  readonly line: number | undefined;
  /** What is wrong. */
  readonly problem: string;

  constructor({ file, line, problem, remedy = remedyFor(line) }: RunFileProblem, options?: ErrorOptions) {
    super(`${file}${line === undefined ? "" : `:${line}`}: ${problem}. ${remedy}`, options);
    this.file = file;
    this.line = line;
    this.problem = problem;
  }
}

function remedyFor(line: number | undefined): string {
  return line === undefined
    ? "The ending tells the format: rename the file, or write it again with writeRun or writeTruth."
    : "Correct this line, or write the file again with writeRun or writeTruth.";
}
