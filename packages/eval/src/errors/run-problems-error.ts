import type { RunProblem } from "../evaluation/run-problems.ts";

const SHOWN = 5;

/** A run (or its truth) that cannot be scored as it stands. `problems` names every turn and id at fault. */
export class RunProblemsError extends Error {
  override readonly name = "RunProblemsError";
  readonly problems: readonly RunProblem[];
  /** The file of the run, where it came from one. */
  readonly file: string | undefined;

  constructor(problems: readonly RunProblem[], { file }: { file?: string } = {}) {
    const shown = problems.slice(0, SHOWN).map((problem) => `turn "${problem.turnId}": ${problem.detail}`);
    const more = problems.length > SHOWN ? ` (and ${problems.length - SHOWN} more in error.problems)` : "";
    super(
      `The run${file === undefined ? "" : ` ${file}`} has ${problems.length} problem${problems.length === 1 ? "" : "s"}: ${shown.join("; ")}${more}. ` +
        `Correct the run, or pass onProblems: "report" to score it with the problems listed in the result.`,
    );
    this.problems = problems;
    this.file = file;
  }
}
