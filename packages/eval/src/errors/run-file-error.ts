/** A run or truth file, or a line of it, that cannot be read. */
export class RunFileError extends Error {
  override readonly name = "RunFileError";
  readonly file: string;
  /** Line number, from 1; `undefined` when the file as a whole is at fault. */
  readonly line: number | undefined;
  /** What is wrong. */
  readonly problem: string;

  constructor(
    { file, line, problem }: { file: string; line?: number; problem: string },
    options?: ErrorOptions,
  ) {
    const remedy =
      line === undefined
        ? "The ending tells the format: rename the file, or write it again with writeRun or writeTruth."
        : "Correct this line, or write the file again with writeRun or writeTruth.";
    super(`${file}${line === undefined ? "" : `:${line}`}: ${problem}. ${remedy}`, options);
    this.file = file;
    this.line = line;
    this.problem = problem;
  }
}
