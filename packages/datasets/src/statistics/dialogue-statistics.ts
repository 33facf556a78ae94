import type { Dialogue } from "../types/dialogue.ts";
import { words } from "./words.ts";

/** Table 1's figures for a set of dialogues, and how varied their language is. */
export interface DialogueStatistics {
  /** Distinct playlists that the dialogues go through, as far as they name them. */
  playlists: number;
  dialogues: number;
  /** Distinct tracks. */
  tracks: number;
  /** Distinct words of queries and responses. */
  vocabulary: number;
  /** Mean number of turns in a dialogue. */
  averageTurns: number;
  /** Mean number of words in a query. */
  queryWords: number;
  /** Mean number of words in a response. */
  responseWords: number;
  /** Distinct pairs of neighbouring words / all pairs, over the queries. Falls as a set grows: compare equal sizes. */
  queryDistinct2: number;
  /** The same over the responses. */
  responseDistinct2: number;
}

/** Counts Table 1's figures; for words see `words`: runs of letters, digits, apostrophes and hyphens. */
export function dialogueStatistics(options: { dialogues: Iterable<Dialogue> }): DialogueStatistics {
  const playlists = new Set<string>();
  const tracks = new Set<string>();
  const queries = new TextCounts();
  const responses = new TextCounts();
  let dialogues = 0;
  let turns = 0;
  for (const dialogue of options.dialogues) {
    dialogues++;
    turns += dialogue.turns.length;
    if (dialogue.playlistId !== undefined) playlists.add(dialogue.playlistId);
    for (const turn of dialogue.turns) {
      tracks.add(turn.trackId);
      queries.add(turn.query);
      responses.add(turn.response);
    }
  }
  return {
    playlists: playlists.size,
    dialogues,
    tracks: tracks.size,
    vocabulary: new Set([...queries.vocabulary, ...responses.vocabulary]).size,
    averageTurns: turns / dialogues,
    queryWords: queries.words / turns,
    responseWords: responses.words / turns,
    queryDistinct2: queries.distinct2(),
    responseDistinct2: responses.distinct2(),
  };
}

class TextCounts {
  readonly vocabulary = new Set<string>();
  words = 0;
  private readonly pairs = new Set<string>();
  private pairCount = 0;

  add(text: string): void {
    const found = words(text);
    this.words += found.length;
    for (const [index, word] of found.entries()) {
      this.vocabulary.add(word);
      const previous = found[index - 1];
      if (previous === undefined) continue;
      this.pairs.add(`${previous} ${word}`);
      this.pairCount++;
    }
  }

  distinct2(): number {
    return this.pairs.size / this.pairCount;
  }
}
