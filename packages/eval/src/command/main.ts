import { ArgumentError } from "../errors/argument-error.ts";
import { RunFileError } from "../errors/run-file-error.ts";
import { RunProblemsError } from "../errors/run-problems-error.ts";
import { compare } from "./compare.ts";
import { parseCommandLine } from "./options.ts";
import { report } from "./report.ts";
import { score } from "./score.ts";
import { USAGE, UsageError } from "./usage.ts";

/** Where a command writes. */
export interface Output {
  /** Results. */
  print(text: string): void;
  /** What is wrong. */
  complain(text: string): void;
}

/** The commands of `talkplay-eval`. @returns the exit code: 0 done, 1 a file or run has problems, 2 wrong usage. */
export async function main(args: readonly string[], { print, complain }: Output): Promise<number> {
  try {
    const { help, command, files, options } = parseCommandLine(args);
    if (help) print(USAGE);
    else if (command === "score") print(await score(files, options));
    else if (command === "compare") print(await compare(files, options));
    else if (command === "report") print(await report(files, options));
    else throw new UsageError(command === undefined ? "Which command?" : `There is no command "${command}".`);
    return 0;
  } catch (error) {
    if (error instanceof UsageError) {
      complain(`${error.message} See talkplay-eval --help.\n`);
      return 2;
    }
    if (!isInputProblem(error)) throw error;
    complain(`${describe(error)}\n`);
    return 1;
  }
}

function isInputProblem(error: unknown): error is Error {
  return (
    error instanceof RunProblemsError ||
    error instanceof RunFileError ||
    error instanceof ArgumentError ||
    (error instanceof Error && "syscall" in error)
  );
}

function describe(error: Error): string {
  if (!(error instanceof RunProblemsError)) return error.message;
  const lines = error.problems.map(({ turnId, detail }) => `  turn "${turnId}": ${detail}`);
  return `The run ${error.file} has problems. Correct it, or pass --problems report to score what is there.\n${lines.join("\n")}`;
}
