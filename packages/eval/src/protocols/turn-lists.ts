import { RunProblemsError } from "../errors/run-problems-error.ts";
import { IdCheck } from "../evaluation/id-check.ts";
import type { RunProblem } from "../evaluation/run-problems.ts";

/** A ranked list and what it answers. */
export interface TurnList {
  turnId: string;
  ranked: readonly string[];
}

/**
 * The lists by turn, and the turns without one.
 *
 * @param expected ids of all turns that are scored.
 * @throws {RunProblemsError} naming every repeated turn, turn that is not expected, and id that a list repeats.
 */
export function indexLists<T extends TurnList>(
  lists: Iterable<T>,
  expected: ReadonlySet<string>,
): { listOf: Map<string, T>; missing: string[] } {
  const listOf = new Map<string, T>();
  const problems: RunProblem[] = [];
  const ids = new IdCheck(undefined);
  for (const list of lists) {
    const { turnId } = list;
    if (!expected.has(turnId))
      problems.push({ kind: "extra-turn", turnId, detail: "the truth has no such turn" });
    if (listOf.has(turnId))
      problems.push({ kind: "repeated-turn", turnId, detail: "the run has it more than once" });
    const { repeated } = ids.check(list.ranked);
    if (repeated.length > 0)
      problems.push({
        kind: "repeated-id",
        turnId,
        ids: repeated,
        detail: `ids ranked more than once: ${repeated.join(", ")}`,
      });
    listOf.set(turnId, list);
  }
  if (problems.length > 0) throw new RunProblemsError(problems);
  return { listOf, missing: [...expected].filter((turnId) => !listOf.has(turnId)) };
}
