import { simulateDialogues } from "../../simulator/simulate-dialogues.ts";
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
    complete: async ({ requests }) =>
      requests.map(({ task }) => {
        const { tracks } = task;
        const playlist = { id: task.id, title: "", modifiedAt: 0, trackIds: tracks.map(({ id }) => id) };
        const [dialogue] = simulateDialogues({
          tracks,
          playlists: [playlist],
          count: 1,
          seed: seedOf(task.id, options.seed),
          minimumTurns: tracks.length,
          maximumTurns: tracks.length,
        });
        const turns = dialogue?.turns.map(({ query, trackId, response }) => ({
          query,
          track: trackId,
          response,
        }));
        return { text: JSON.stringify({ goal: dialogue?.goal, turns }), inputTokens: 0, outputTokens: 0 };
      }),
  };
}

/** FNV-1a of the task's id, started from the seed. */
function seedOf(id: string, seed: number): number {
  let hash = 0x811c9dc5 ^ seed;
  for (let index = 0; index < id.length; index++) hash = Math.imul(hash ^ id.charCodeAt(index), 0x01000193);
  return hash >>> 0;
}
