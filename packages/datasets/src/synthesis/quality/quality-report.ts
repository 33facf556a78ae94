import { DialogueCounts } from "../../statistics/dialogue-statistics.ts";
import type { DialogueStatistics } from "../../statistics/dialogue-statistics.ts";
import { mentionedModalities, MODALITIES } from "./mentioned-modalities.ts";
import type { TextModality } from "./mentioned-modalities.ts";
import { words } from "../../statistics/words.ts";
import type { Dialogue } from "../../types/dialogue.ts";
import type { Track } from "../../types/track.ts";

/** How good a set of written conversations is, as far as counting tells. */
export interface QualityReport {
  /** Lengths and counts, as in the paper's Table 1. */
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

/** How many tasks ended in which way. */
export interface AnswerCounts {
  accepted?: number;
  repaired?: number;
  rejected?: number;
}

/** Counts what a reader would notice first: what is talked about, how often it begins alike, how long it is. */
export function qualityReport(
  options: {
    dialogues: Iterable<Dialogue>;
    /** The tracks of the dialogues; turns over others are left out of the coverage. */
    tracks: Iterable<Track>;
  } & AnswerCounts,
): QualityReport {
  const counts = new QualityCounts(options.tracks);
  for (const dialogue of options.dialogues) counts.add(dialogue);
  return counts.report(options);
}

/** Counts a quality report's figures as dialogues come. */
export class QualityCounts {
  private readonly trackOf: ReadonlyMap<string, Track>;
  private readonly lengths = new DialogueCounts();
  private readonly inTurns = new Map(MODALITIES.map((modality) => [modality, 0]));
  private readonly inDialogues = new Map(MODALITIES.map((modality) => [modality, 0]));
  private readonly openings = new Map<string, number>();
  private turns = 0;
  private dialogues = 0;
  /** Dialogues that talk about everything that they could. */
  private full = 0;

  /** @param tracks of the dialogues; turns over others are left out of the coverage. */
  constructor(tracks: Iterable<Track>) {
    this.trackOf = new Map([...tracks].map((track) => [track.id, track]));
  }

  add(dialogue: Dialogue): void {
    this.dialogues++;
    this.lengths.add(dialogue);
    const opening = words(dialogue.turns[0]?.query ?? "")
      .slice(0, 4)
      .join(" ");
    addOne(this.openings, opening);
    const said = new Set<TextModality>();
    const possible = new Set<TextModality>();
    for (const { query, trackId, response } of dialogue.turns) {
      const track = this.trackOf.get(trackId);
      if (track === undefined) continue;
      this.turns++;
      const { mentioned, available } = mentionedModalities(`${query} ${response}`, track);
      for (const modality of available) possible.add(modality);
      for (const modality of mentioned) {
        said.add(modality);
        addOne(this.inTurns, modality);
      }
    }
    for (const modality of said) addOne(this.inDialogues, modality);
    if ([...possible].every((modality) => said.has(modality))) this.full++;
  }

  report({ accepted = 0, repaired = 0, rejected = 0 }: AnswerCounts = {}): QualityReport {
    const { inTurns, inDialogues, openings, turns, dialogues } = this;
    const coverage = MODALITIES.map((modality) => [
      modality,
      {
        turns: share(inTurns.get(modality) ?? 0, turns),
        dialogues: share(inDialogues.get(modality) ?? 0, dialogues),
      },
    ]);
    return {
      statistics: this.lengths.statistics(),
      coverage: Object.fromEntries(coverage) as QualityReport["coverage"],
      fullCoverage: share(this.full, dialogues),
      repeatedOpenings: share(dialogues - openings.size, dialogues),
      commonestOpenings: [...openings]
        .map(([opening, times]) => ({ opening, dialogues: times }))
        .filter((each) => each.dialogues > 1)
        .toSorted((a, b) => b.dialogues - a.dialogues)
        .slice(0, 5),
      repairedShare: share(repaired, accepted + rejected),
      invalidShare: share(rejected, accepted + rejected),
    };
  }
}

function addOne<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function share(part: number, of: number): number {
  return of === 0 ? 0 : part / of;
}
