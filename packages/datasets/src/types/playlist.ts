/** An ordered list of tracks that somebody put together. A track may occur more than once. */
export interface Playlist {
  id: string;
  /** As its owner wrote it. */
  title: string;
  /** Seconds since the epoch. */
  modifiedAt: number;
  /** In order, with repeats. */
  trackIds: string[];
  description?: string;
}
