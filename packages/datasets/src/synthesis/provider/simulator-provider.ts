import { simulateDialogues } from "../../simulator/simulate-dialogues.ts";
import type { SimulatedDialogue } from "../../simulator/simulate-dialogues.ts";
import type { DialogueTask } from "../plan/dialogue-task.ts";
import type { DialogueProvider } from "./dialogue-provider.ts";

/**
 * The offline simulator in the place of a language model: free, seeded, without a key. It answers in the same JSON, so
 * that everything else of a run can be tried on it.
 */
export function createSimulatorProvider(options: { seed: number }): DialogueProvider {
  return {
    model: `simulator:${options.seed}`,
    delivery: "exactly-once",
    price: { inputPerMillion: 0, outputPerMillion: 0 },
    maximumOutputTokens: 2000,
    batchSize: BATCH_SIZE,
    complete: async ({ requests }) =>
      requests.map(({ task }) => {
        const { goal, turns } = longest(task, seedOf(task.id, options.seed));
        const triplets = turns.map(({ query, trackId, response }) => ({ query, track: trackId, response }));
        return { text: JSON.stringify({ goal, turns: triplets }), inputTokens: 0, outputTokens: 0 };
      }),
  };
}

/** The ledger waits for the disk twice a batch, which takes longer than to simulate one conversation. */
const BATCH_SIZE = 32;

/** A listener who turns down a track may leave nothing else to play: of some, the one who hears most. */
function longest({ id, tracks }: DialogueTask, seed: number): SimulatedDialogue {
  const playlist = { id, title: "", modifiedAt: 0, trackIds: tracks.map((track) => track.id) };
  const length = { minimumTurns: tracks.length, maximumTurns: tracks.length };
  let best: SimulatedDialogue | undefined;
  for (let listener = 0; listener < 8; listener++) {
    const rejectionRate = listener < 4 ? undefined : 0;
    const options = {
      tracks,
      playlists: [playlist],
      count: 1,
      seed: seed + listener,
      rejectionRate,
      ...length,
    };
    for (const dialogue of simulateDialogues(options)) {
      if (dialogue.turns.length > (best?.turns.length ?? 0)) best = dialogue;
    }
    if (best?.turns.length === tracks.length) break;
  }
  return best as SimulatedDialogue;
}

/** FNV-1a of the task's id, started from the seed. */
function seedOf(id: string, seed: number): number {
  let hash = 0x811c9dc5 ^ seed;
  for (let index = 0; index < id.length; index++) hash = Math.imul(hash ^ id.charCodeAt(index), 0x01000193);
  return hash >>> 0;
}
