/** A line of a run or truth file that cannot be read. */
export class RunFileError extends Error {
  override readonly name = "RunFileError";
  readonly file: string;
  /** Line number, from 1. */
  readonly line: number;
  /** What is wrong with the line. */
  readonly problem: string;

  constructor({ file, line, problem }: { file: string; line: number; problem: string }) {
    super(
      `${file}:${line}: ${problem}. Correct this line, or write the file again with formatRun or formatTruth.`,
    );
    this.file = file;
    this.line = line;
    this.problem = problem;
  }
}
