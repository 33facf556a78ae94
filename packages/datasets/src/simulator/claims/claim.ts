/** Whether the listener asks for more or less of something than the track before had. */
export type Change = "up" | "down" | "same";

/**
 * One thing that a query or a response says about the track that is played at its turn, in a form that can be checked
 * against the catalogue (`claimHolds`). Durations are in seconds.
 */
export type Claim =
  | { kind: "tag"; tag: string }
  | { kind: "withoutTag"; tag: string }
  | { kind: "genre"; genre: string }
  | { kind: "energy"; level: 1 | 2 | 3 }
  | { kind: "energyChange"; change: Change }
  | { kind: "years"; from: number; to: number }
  | { kind: "yearChange"; from: number; to: number }
  | { kind: "duration"; from: number; to: number }
  | { kind: "durationChange"; from: number; to: number }
  | { kind: "durationRatio"; from: number; to: number }
  | { kind: "artist"; artist: string }
  | { kind: "label"; label: string }
  | { kind: "album"; album: string }
  | { kind: "title"; title: string }
  | { kind: "titleTheme"; theme: string }
  | { kind: "titleWord"; word: string }
  | { kind: "sameArtist"; same: boolean }
  | { kind: "sameRelease"; same: boolean }
  | { kind: "sameLabel"; same: boolean };
