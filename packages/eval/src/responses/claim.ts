/** Something that a response says, which a catalogue can tell true from false. */
export interface Claim {
  /** The fact that is spoken of. */
  field: "title" | "artist" | "album" | "label" | "tag" | "year";
  /** As the response has it. */
  text: string;
  /** Whether the track has it. */
  holds: boolean;
}
