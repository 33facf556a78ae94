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
  const counts = new DialogueCounts();
  for (const dialogue of options.dialogues) counts.add(dialogue);
  return counts.statistics();
}

/**
 * Counts dialogues as they come, in memory that grows with the distinct tracks, words and pairs of words only:
 *
 *     const counts = new DialogueCounts();
 *     for await (const dialogue of dialogues) counts.add(dialogue);
 *     counts.statistics();
 */
export class DialogueCounts {
  private readonly playlists = new Set<string>();
  private readonly tracks = new Set<string>();
  /** By word, its number. */
  private readonly vocabulary = new Map<string, number>();
  private readonly queries = new TextCounts(this.vocabulary);
  private readonly responses = new TextCounts(this.vocabulary);
  private dialogues = 0;
  private turns = 0;

  add({ playlistId, turns }: Dialogue): void {
    this.dialogues++;
    this.turns += turns.length;
    if (playlistId !== undefined) this.playlists.add(playlistId);
    for (const { trackId, query, response } of turns) {
      this.tracks.add(trackId);
      this.queries.add(query);
      this.responses.add(response);
    }
  }

  /** Table 1's figures of what has been added; see `dialogueStatistics`. */
  statistics(): DialogueStatistics {
    const { dialogues, turns, queries, responses } = this;
    return {
      playlists: this.playlists.size,
      dialogues,
      tracks: this.tracks.size,
      vocabulary: this.vocabulary.size,
      averageTurns: turns / dialogues,
      queryWords: queries.words / turns,
      responseWords: responses.words / turns,
      queryDistinct2: queries.distinct2(),
      responseDistinct2: responses.distinct2(),
    };
  }
}

class TextCounts {
  words = 0;
  /** By number of a word, those of the words that follow it: no one set of all pairs, as a Set holds 2^24 at most. */
  private readonly followers: Set<number>[] = [];
  private distinctPairs = 0;
  private pairs = 0;

  constructor(private readonly vocabulary: Map<string, number>) {}

  add(text: string): void {
    const found = words(text);
    this.words += found.length;
    this.pairs += Math.max(0, found.length - 1);
    let previous = -1;
    for (const word of found) {
      const number = this.numberOf(word);
      if (previous >= 0) this.addPair(previous, number);
      previous = number;
    }
  }

  distinct2(): number {
    return this.distinctPairs / this.pairs;
  }

  private addPair(first: number, second: number): void {
    const followers = (this.followers[first] ??= new Set());
    const before = followers.size;
    this.distinctPairs += followers.add(second).size - before;
  }

  private numberOf(word: string): number {
    const known = this.vocabulary.get(word);
    if (known !== undefined) return known;
    const number = this.vocabulary.size;
    this.vocabulary.set(word, number);
    return number;
  }
}
