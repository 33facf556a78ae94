import type { DialogueTask } from "../../../synthesis/plan/dialogue-task.ts";
import type { SynthesisBatch, SynthesisRequest } from "../../../synthesis/provider/dialogue-provider.ts";
import { LedgerError } from "../ledger/ledger-error.ts";
import type { Ledger, OpenBatch } from "../ledger/ledger.ts";
import { batchOf } from "./request-key.ts";
import { questionAbout, taskProgress } from "./task-progress.ts";
import type { TaskRules } from "./task-progress.ts";

/** Counts of tasks by where they stand. */
export interface TaskCounts {
  total: number;
  accepted: number;
  /** Accepted by their second answer. */
  repaired: number;
  /** Refused twice. */
  rejected: number;
  /** Not answered in this run; the next run asks again. */
  failed: number;
  /** Kept back because they may have been paid for and cannot be recovered. */
  held: number;
}

/** Yields what is to be asked next: what a crash left open first, then repairs, then tasks in order. */
export class BatchSource {
  readonly counts: TaskCounts;
  private readonly taskOf: ReadonlyMap<string, DialogueTask>;
  private readonly left: Iterator<DialogueTask>;
  private readonly ready: SynthesisRequest[] = [];
  private readonly open: OpenBatch[];
  /** In how many open batches a task is: until all are settled it is not asked otherwise. */
  private readonly busy = new Map<string, number>();

  constructor(
    private readonly options: {
      tasks: readonly DialogueTask[];
      ledger: Ledger;
      rules: TaskRules;
      batchSize: number;
      /** Whether open batches are asked again rather than kept back. */
      reopen: boolean;
    },
  ) {
    const { tasks, ledger, reopen } = options;
    this.taskOf = new Map(tasks.map((task) => [task.id, task]));
    if (this.taskOf.size < tasks.length) throw new RangeError("Two tasks have one id. Give each its own.");
    this.left = tasks.values();
    const open = [...ledger.open.values()];
    for (const { task } of open.flatMap(({ requests }) => requests)) {
      this.busy.set(task, (this.busy.get(task) ?? 0) + 1);
    }
    this.open = reopen ? open : [];
    const held = reopen ? 0 : [...this.busy.keys()].filter((id) => this.taskOf.has(id)).length;
    this.counts = { total: tasks.length, accepted: 0, repaired: 0, rejected: 0, failed: 0, held };
  }

  /**
   * @param draining whether a batch that is not full may go.
   * @returns undefined when there is nothing to ask now.
   */
  next(draining: boolean): SynthesisBatch | undefined {
    const open = this.open.shift();
    if (open !== undefined) return this.rebuild(open);
    const { batchSize } = this.options;
    while (this.ready.length < batchSize) {
      const { value: task, done } = this.left.next();
      if (done) break;
      if (!this.busy.has(task.id)) this.follow(task);
    }
    if (this.ready.length === 0 || (this.ready.length < batchSize && !draining)) return undefined;
    return batchOf(this.ready.splice(0, batchSize));
  }

  /** Takes up the tasks of a batch that has been called. */
  settled({ requests }: SynthesisBatch): void {
    const { ledger } = this.options;
    for (const { task, attempt } of requests) {
      const batches = this.busy.get(task.id) ?? 1;
      this.busy.set(task.id, batches - 1);
      if (batches > 1) continue;
      if (ledger.hasAnswer(task.id, attempt)) this.follow(task);
      else this.counts.failed++;
    }
  }

  /** Counts the task, or makes its next question ready. Repairs go first. */
  private follow(task: DialogueTask): void {
    const { ledger, rules } = this.options;
    const progress = taskProgress(task, ledger, rules);
    if (progress.state === "asking") {
      if (progress.request.attempt === 2) this.ready.unshift(progress.request);
      else this.ready.push(progress.request);
      return;
    }
    this.counts[progress.state]++;
    if (progress.state === "accepted" && progress.repaired) this.counts.repaired++;
  }

  /** The requests of an open batch as they were, the answered ones too: the provider knows them together. */
  private rebuild({ batch, requests }: OpenBatch): SynthesisBatch {
    const { ledger, rules } = this.options;
    const again = requests.map(({ key, task: id, attempt }): SynthesisRequest => {
      const task = this.taskOf.get(id);
      const request = task && questionAbout(task, attempt, ledger, rules);
      if (request?.key === key) return request;
      throw new LedgerError({
        file: ledger.path,
        message: `the question about "${id}" that a run left open cannot be asked again: its task has changed or is missing. Use the same tasks and options, or another folder.`,
      });
    });
    return { id: batch, requests: again };
  }
}
