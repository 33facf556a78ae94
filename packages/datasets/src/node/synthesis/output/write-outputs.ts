import { rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { DialogueSchema } from "../../../dialogues/parse-dialogues.ts";
import type { DialogueTask } from "../../../synthesis/plan/dialogue-task.ts";
import { formatQualityReport } from "../../../synthesis/quality/format-quality-report.ts";
import { QualityCounts } from "../../../synthesis/quality/quality-report.ts";
import type { QualityReport } from "../../../synthesis/quality/quality-report.ts";
import type { Dialogue } from "../../../types/dialogue.ts";
import { writeDialogues } from "../../write-dialogues.ts";
import type { Ledger } from "../ledger/ledger.ts";
import type { TaskCounts } from "../run/batch-source.ts";
import { taskProgress } from "../run/task-progress.ts";
import type { TaskRules } from "../run/task-progress.ts";

/** What came out of a job, over all of its runs. */
export interface SynthesisReport extends TaskCounts {
  /** Name of the model, from the provider. */
  model: string;
  /** In the price's currency. */
  spent: number;
  /** Most that was paid for answers that were lost. */
  doubtful: number;
  inputTokens: number;
  outputTokens: number;
  quality: QualityReport;
}

/** Writes conversations, rejects and report anew from the ledger; each file is complete or as it was before. */
export async function writeOutputs(options: {
  folder: string;
  tasks: readonly DialogueTask[];
  ledger: Ledger;
  rules: TaskRules;
  counts: TaskCounts;
  schema?: DialogueSchema;
}): Promise<SynthesisReport> {
  const { folder, tasks, ledger, rules, counts, schema = "freemusicc-dialogues" } = options;
  const answered = tasks.filter(({ id }) => ledger.hasAnswer(id, 1));
  const tracks = new Map(tasks.flatMap((task) => task.tracks.map((track) => [track.id, track])));
  const counted = new QualityCounts(tracks.values());
  const accepted = function* (): Generator<Dialogue> {
    for (const task of answered) {
      const standing = taskProgress(task, ledger, rules);
      if (standing.state !== "accepted") continue;
      counted.add(standing.dialogue);
      yield standing.dialogue;
    }
  };
  await writeDialogues(join(folder, "dialogues.jsonl"), { dialogues: accepted(), schema });
  await replaceFile(join(folder, "rejected.jsonl"), rejectedLines(tasks, ledger, rules));

  const { spent, doubtful, inputTokens, outputTokens } = ledger;
  const quality = counted.report(counts);
  const report = { model: rules.model, ...counts, spent, doubtful, inputTokens, outputTokens, quality };
  await replaceFile(join(folder, "report.json"), `${JSON.stringify(report, null, 2)}\n`);
  await replaceFile(join(folder, "report.md"), formatQualityReport(quality));
  return report;
}

function* rejectedLines(tasks: readonly DialogueTask[], ledger: Ledger, rules: TaskRules): Generator<string> {
  for (const task of tasks) {
    if (!ledger.hasAnswer(task.id, 2)) continue;
    const standing = taskProgress(task, ledger, rules);
    if (standing.state !== "rejected") continue;
    const { problems, answers } = standing;
    yield `${JSON.stringify({ id: task.id, problems, answers })}\n`;
  }
}

async function replaceFile(file: string, text: string | Iterable<string>): Promise<void> {
  await writeFile(`${file}.unfinished`, text);
  await rename(`${file}.unfinished`, file);
}
