import { dialogueStatistics } from "../../statistics/dialogue-statistics.ts";
import type { DialogueStatistics } from "../../statistics/dialogue-statistics.ts";
import { mentionedModalities, MODALITIES } from "./mentioned-modalities.ts";
import type { TextModality } from "./mentioned-modalities.ts";
import { words } from "../../statistics/words.ts";
import type { Dialogue } from "../../types/dialogue.ts";
import type { Track } from "../../types/track.ts";

/** How good a set of written conversations is, as far as counting tells. */
export interface QualityReport {
  statistics: DialogueStatistics;
  /** Share of turns, and of dialogues, in which a modality is talked about. */
  coverage: Record<TextModality, { turns: number; dialogues: number }>;
  /** Share of dialogues that talk about every modality that their tracks have. */
  fullCoverage: number;
  /** Share of dialogues whose first four words begin an earlier one too. */
  repeatedOpenings: number;
  /** The commonest beginnings, with how many dialogues they open. */
  commonestOpenings: { opening: string; dialogues: number }[];
  /** Share of answered tasks that were accepted only after a repair. */
  repairedShare: number;
  /** Share of answered tasks that were refused twice. */
  invalidShare: number;
}

/** Counts what a reader would notice first: what is talked about, how often it begins alike, how long it is. */
export function qualityReport(options: {
  dialogues: Iterable<Dialogue>;
  /** The tracks of the dialogues; turns over others are left out of the coverage. */
  tracks: Iterable<Track>;
  /** Numbers of tasks by how they ended. @default 0 */
  accepted?: number;
  repaired?: number;
  rejected?: number;
}): QualityReport {
  const { accepted = 0, repaired = 0, rejected = 0 } = options;
  const trackOf = new Map([...options.tracks].map((track) => [track.id, track]));
  const inTurns = new Map(MODALITIES.map((modality) => [modality, 0]));
  const inDialogues = new Map(MODALITIES.map((modality) => [modality, 0]));
  const openings = new Map<string, number>();
  let turnCount = 0;
  let dialogueCount = 0;
  let full = 0;
  const count = ({ turns }: Dialogue) => {
    dialogueCount++;
    const opening = words(turns[0]?.query ?? "")
      .slice(0, 4)
      .join(" ");
    openings.set(opening, (openings.get(opening) ?? 0) + 1);
    const said = new Set<TextModality>();
    const possible = new Set<TextModality>();
    for (const turn of turns) {
      const track = trackOf.get(turn.trackId);
      if (track === undefined) continue;
      turnCount++;
      const { mentioned, available } = mentionedModalities(`${turn.query} ${turn.response}`, track);
      for (const modality of available) possible.add(modality);
      for (const modality of mentioned) {
        said.add(modality);
        inTurns.set(modality, (inTurns.get(modality) ?? 0) + 1);
      }
    }
    for (const modality of said) inDialogues.set(modality, (inDialogues.get(modality) ?? 0) + 1);
    if ([...possible].every((modality) => said.has(modality))) full++;
  };
  const counted = function* () {
    for (const dialogue of options.dialogues) {
      count(dialogue);
      yield dialogue;
    }
  };
  const statistics = dialogueStatistics({ dialogues: counted() });
  const coverage = MODALITIES.map((modality) => [
    modality,
    {
      turns: share(inTurns.get(modality) ?? 0, turnCount),
      dialogues: share(inDialogues.get(modality) ?? 0, dialogueCount),
    },
  ]);
  return {
    statistics,
    coverage: Object.fromEntries(coverage) as QualityReport["coverage"],
    fullCoverage: share(full, dialogueCount),
    repeatedOpenings: share(dialogueCount - openings.size, dialogueCount),
    commonestOpenings: [...openings]
      .map(([opening, dialogues]) => ({ opening, dialogues }))
      .filter((each) => each.dialogues > 1)
      .toSorted((a, b) => b.dialogues - a.dialogues)
      .slice(0, 5),
    repairedShare: share(repaired, accepted + rejected),
    invalidShare: share(rejected, accepted + rejected),
  };
}

function share(part: number, of: number): number {
  return of === 0 ? 0 : part / of;
}
