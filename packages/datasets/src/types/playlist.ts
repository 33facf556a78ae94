/** An ordered list of tracks that somebody put together. A track may occur more than once. */
export interface Playlist {
  id: string;
  title: string;
  /** Seconds since the epoch. */
  modifiedAt: number;
  trackIds: string[];
  description?: string;
}
