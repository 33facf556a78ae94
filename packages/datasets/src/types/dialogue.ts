/** One exchange: what the listener said, the track that was played, and what was said with it. */
export interface DialogueTurn {
  query: string;
  trackId: string;
  response: string;
}

/** A conversation in which every turn ends in one recommended track. */
export interface Dialogue {
  id: string;
  /** The playlist whose tracks the conversation goes through, if there is one. */
  playlistId?: string;
  /** What the listener is after, in one sentence. */
  goal?: string;
  turns: DialogueTurn[];
}
