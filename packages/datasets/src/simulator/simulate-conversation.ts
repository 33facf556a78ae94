import type { AttributeIndex } from "../catalogue/attribute-index.ts";
import { releaseOf } from "../catalogue/attribute-index.ts";
import type { SeededRandom } from "../random/seeded-random.ts";
import type { DialogueTurn } from "../types/dialogue.ts";
import type { Track } from "../types/track.ts";
import type { Claim } from "./claims/claim.ts";
import { ACTIVITIES } from "./grammar/activities.ts";
import { composeGoal } from "./query/compose-goal.ts";
import { composeQuery } from "./query/compose-query.ts";
import { VOICES } from "./query/voice.ts";
import { composeResponse } from "./response/compose-response.ts";
import { chooseFirst, chooseNext } from "./walk/choose-next.ts";
import type { Step } from "./walk/choose-next.ts";

/** A turn with everything that its query and response claim of its track. */
export interface SimulatedTurn extends DialogueTurn {
  claims: { query: Claim[]; response: Claim[] };
}

/** Simulates one conversation: one listener, one occasion, one way of talking. */
export function simulateConversation(options: {
  index: AttributeIndex;
  /** Releases whose tracks have several artists. */
  compilations: ReadonlySet<string>;
  /** Tracks to stay close to; none for anywhere in the catalogue. */
  playlistRows: readonly number[];
  turnCount: number;
  rejectionRate: number;
  random: SeededRandom;
}): { goal: string; turns: SimulatedTurn[] } {
  const { index, compilations, playlistRows, turnCount, rejectionRate, random } = options;
  const first = chooseFirst({ index, playlistRows, random });
  const opening = index.tracks[first] as Track;
  const activity = chooseActivity(opening, random);
  const voice = random.weighted(VOICES, ({ share }) => share);
  const goal = composeGoal({ track: opening, activity, random });
  const quotes = random.chance(0.5);
  const remarks = random.shuffled(activity.mid);
  const quips = random.shuffled(activity.quip);

  const played = new Set<number>();
  const turns: SimulatedTurn[] = [];
  let previous: Track | undefined;
  let rejected = false;
  for (let step: Step | undefined = { row: first, relation: "none" }; step !== undefined; ) {
    const { row, relation }: Step = step;
    const track = index.tracks[row] as Track;
    const position = turns.length;
    const place = position === 0 ? "open" : position === turnCount - 1 ? "close" : "middle";
    const remark =
      place === "middle"
        ? (remarks[position % remarks.length] as string)
        : random.pick(activity[place === "open" ? "open" : "end"]);
    const compilation = compilations.has(releaseOf(track) ?? "");
    const context = {
      track,
      previous,
      relation,
      rejected,
      place,
      activity,
      remark,
      voice,
      random,
      compilation,
    } as const;
    const query = composeQuery(context);
    const quip = quips[position % quips.length] as string;
    const response = composeResponse({ ...context, asked: query.claims, quip, quotes });
    const claims = { query: query.claims, response: response.claims };
    turns.push({ query: query.text, trackId: track.id, response: response.text, claims });
    played.add(row);
    previous = track;
    rejected = random.chance(rejectionRate);
    step =
      place === "close"
        ? undefined
        : chooseNext({ index, playlistRows, played, previous: row, random, rejected });
  }
  return { goal, turns };
}

/** Something to do that suits the energy of the first track. */
function chooseActivity({ energy }: Track, random: SeededRandom) {
  const suitable = ACTIVITIES.filter(({ energies }) => energy === undefined || energies.includes(energy));
  return random.pick(suitable);
}
