/** One recording of a catalogue. Facts that a catalogue does not state are absent, never 0 or "". */
export interface Track {
  /** Unique in its catalogue. */
  id: string;
  title: string;
  /** Names, the main one first. */
  artists: string[];
  album?: string;
  /** The release that the track is on, where albums of one name must be told apart. */
  releaseId?: string;
  /** Year of release. */
  year?: number;
  /** Length, in milliseconds. */
  durationMs?: number;
  /** Style tags, in the catalogue's own spelling. */
  tags?: string[];
  /** Coarse genre, in the catalogue's own spelling. */
  genre?: string;
  label?: string;
  /** 1 = passive, 2 = medium, 3 = active. */
  energy?: 1 | 2 | 3;
  /** 1 (worst) to 5 (best). */
  rating?: number;
  lyrics?: string;
}
