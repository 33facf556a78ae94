import { LedgerError } from "./ledger-error.ts";
import type { AnsweredEvent, FailedEvent, JobEvent, LedgerEvent, SentEvent } from "./ledger-event.ts";
import { LedgerFile } from "./ledger-file.ts";
import type { LinePlace } from "./ledger-file.ts";
import { lockLedger } from "./ledger-lock.ts";

/** A batch that was sent and, as far as the ledger knows, not answered in full. */
export interface OpenBatch extends Pick<SentEvent, "batch" | "requests" | "reserved"> {
  /** Keys without an answer or a refusal. */
  unsettled: Set<string>;
  /** Whether a call of it ended without the provider's word. */
  unsure: boolean;
}

/**
 * What has been asked, answered and paid: a fold over the events of a `LedgerFile`. Answers stay on the disk and are
 * read back one at a time, so that half a million of them take little memory.
 */
export class Ledger {
  /** Cost of all answers. */
  spent = 0;
  /** Most that calls can have cost whose answers were lost for good: asked again at a provider that charges again. */
  doubtful = 0;
  inputTokens = 0;
  outputTokens = 0;
  /** Batches whose fate only the provider knows. */
  readonly open = new Map<string, OpenBatch>();
  /** By task, the answers to its first and second question. */
  private readonly answers = new Map<string, { [attempt in 1 | 2]?: LinePlace }>();
  private readonly firstKeys = new Map<string, string>();
  private job: JobEvent | undefined;
  private file!: LedgerFile;
  private unlock!: () => void;

  private constructor(readonly path: string) {}

  /**
   * @throws {LedgerError} if another process writes it, a line is no event, or it is of another model or prompt.
   */
  static async open(file: string, job: Omit<JobEvent, "event" | "version">): Promise<Ledger> {
    const ledger = new Ledger(file);
    ledger.unlock = lockLedger(file);
    try {
      ledger.file = await LedgerFile.open(file, (event, place) => ledger.take(event, place));
      if (ledger.job === undefined) await ledger.record({ event: "job", version: 1, ...job });
      else checkJob(file, ledger.job, job);
      return ledger;
    } catch (error) {
      await ledger.file?.close();
      ledger.unlock();
      throw error;
    }
  }

  /** Writes events and takes them into account; they are on the disk when this resolves. */
  async record(...events: readonly LedgerEvent[]): Promise<void> {
    const places = await this.file.append(events);
    for (const [index, event] of events.entries()) this.take(event, places[index] as LinePlace);
  }

  answer(task: string, attempt: 1 | 2): AnsweredEvent | undefined {
    const place = this.answers.get(task)?.[attempt];
    return place && (this.file.read(place) as AnsweredEvent);
  }

  /** Key of the first question that was asked about a task. */
  firstKey(task: string): string | undefined {
    return this.firstKeys.get(task);
  }

  /** Cost of answers, of calls in vain at most, and of the batches that are out at most. */
  get committed(): number {
    let reserved = 0;
    for (const batch of this.open.values()) reserved += batch.reserved;
    return this.spent + this.doubtful + reserved;
  }

  hasAnswer(task: string, attempt: 1 | 2): boolean {
    return this.answers.get(task)?.[attempt] !== undefined;
  }

  async close(): Promise<void> {
    await this.file.close();
    this.unlock();
  }

  private take(event: LedgerEvent, place: LinePlace): void {
    if (event.event === "job") this.job = event;
    if (event.event === "sent") this.takeSent(event);
    if (event.event === "answered") this.takeAnswered(event, place);
    if (event.event === "failed") this.takeFailed(event);
  }

  private takeSent({ batch, requests, reserved, doubtful = 0 }: SentEvent): void {
    this.doubtful += doubtful;
    const unsure = this.open.has(batch);
    const unsettled = requests.filter(({ task, attempt }) => !this.hasAnswer(task, attempt));
    const keys = new Set(unsettled.map(({ key }) => key));
    this.open.set(batch, { batch, requests, reserved, unsettled: keys, unsure });
    for (const { task, attempt, key } of requests) if (attempt === 1) this.firstKeys.set(task, key);
  }

  private takeAnswered(event: AnsweredEvent, place: LinePlace): void {
    const { task, attempt } = event;
    if (!this.hasAnswer(task, attempt)) {
      this.answers.set(task, { ...this.answers.get(task), [attempt]: place });
      this.spent += event.cost;
      this.inputTokens += event.inputTokens;
      this.outputTokens += event.outputTokens;
    }
    this.settle(event.batch, event.key);
  }

  private takeFailed({ batch, key, paid }: FailedEvent): void {
    const open = this.open.get(batch);
    if (open === undefined) return;
    // A call that did nothing says nothing of an earlier one of the same batch.
    if (paid === "unknown") open.unsure = true;
    else if (!open.unsure) {
      for (const each of key === undefined ? [...open.unsettled] : [key]) this.settle(batch, each);
    }
  }

  private settle(batch: string, key: string): void {
    const open = this.open.get(batch);
    open?.unsettled.delete(key);
    if (open?.unsettled.size === 0) this.open.delete(batch);
  }
}

function checkJob(file: string, job: JobEvent, now: Omit<JobEvent, "event" | "version">): void {
  for (const field of ["model", "promptVersion"] as const) {
    if (job[field] === now[field]) continue;
    throw new LedgerError({
      file,
      line: 1,
      message: `this ledger is of ${field} "${job[field]}", not "${now[field]}". Use another folder for another job.`,
    });
  }
}
