import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SeededRandom } from "../../random/seeded-random.ts";
import type { DialogueTask } from "../../synthesis/plan/dialogue-task.ts";
import { ProviderError } from "../../synthesis/provider/dialogue-provider.ts";
import type {
  DialogueProvider,
  ProviderAnswer,
  SynthesisRequest,
} from "../../synthesis/provider/dialogue-provider.ts";
import { synthesizeDialogues } from "./synthesize-dialogues.ts";

const tasks = Array.from(
  { length: 12 },
  (_, task): DialogueTask => ({
    id: `task-${task}`,
    tracks: [0, 1].map((track) => ({ id: `track-${track}`, title: "Ünï “T”", artists: ["A"] })),
  }),
);

/** Charges for a batch once and remembers it; some answers are invalid, some requests refused the first time. */
class RememberingProvider implements DialogueProvider {
  readonly model = "m";
  readonly delivery = "exactly-once";
  readonly price = { inputPerMillion: 1, outputPerMillion: 1 };
  readonly maximumOutputTokens = 100;
  /** Charges by request. */
  readonly charges = new Map<string, number>();
  private readonly batches = new Map<string, (ProviderAnswer | ProviderError)[]>();

  constructor(readonly batchSize: number) {}

  async complete({ id, requests }: Parameters<DialogueProvider["complete"]>[0]) {
    const answers = this.batches.get(id) ?? requests.map((request) => this.answer(request));
    this.batches.set(id, answers);
    return answers;
  }

  private answer({ key, task, attempt }: SynthesisRequest): ProviderAnswer {
    this.charges.set(key, (this.charges.get(key) ?? 0) + 1);
    const number = Number(task.id.split("-")[1]);
    const invalid = number % 3 === 0 && (attempt === 1 || number % 6 === 0);
    const turns = task.tracks.map(({ id }) => ({ query: "q ü", track: invalid ? "?" : id, response: "r" }));
    return { text: JSON.stringify({ goal: "g", turns }), inputTokens: 10, outputTokens: 10 };
  }
}

let folder: string;
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), "cut-"))));
afterAll(() => rm(folder, { recursive: true }));

describe.each([1, 5])("relation: a ledger cut off at any byte, batches of %i", (batchSize) => {
  it("ends as the whole one, and nothing that is known by its key is paid again", async () => {
    const random = new SeededRandom(batchSize);
    const provider = new RememberingProvider(batchSize);
    const whole = join(folder, `whole-${batchSize}`);
    const complete = await synthesizeDialogues({ folder: whole, tasks, provider, concurrency: 2 });
    expect(complete).toMatchObject({ accepted: 10, repaired: 2, rejected: 2 });
    const ledger = await readFile(join(whole, "ledger.jsonl"));
    const dialogues = await readFile(join(whole, "dialogues.jsonl"), "utf8");

    const cut = join(folder, `cut-${batchSize}`);
    await synthesizeDialogues({ folder: cut, tasks: [], provider });
    for (let time = 0; time < 40; time++) {
      const bytes = ledger.subarray(0, random.below(ledger.length + 1));
      await writeFile(join(cut, "ledger.jsonl"), bytes);
      const result = await synthesizeDialogues({ folder: cut, tasks, provider, concurrency: 2 });
      expect(result).toMatchObject({ ended: "complete", accepted: 10, repaired: 2, rejected: 2 });
      expect(result.spent).toBeCloseTo(complete.spent, 12);
      expect(await readFile(join(cut, "dialogues.jsonl"), "utf8")).toBe(dialogues);
      const after = await readFile(join(cut, "ledger.jsonl"));
      const kept = bytes.lastIndexOf(0x0a) + 1;
      expect(after.subarray(0, kept).equals(bytes.subarray(0, kept)), "what was written stays").toBe(true);
      for (const line of after.toString("utf8").trimEnd().split("\n")) JSON.parse(line);
    }
    // A cut further back than a crash can make regroups batches of several, which their provider then does not know.
    if (batchSize === 1) expect([...provider.charges.values()]).toEqual(Array(16).fill(1));
  });
});
