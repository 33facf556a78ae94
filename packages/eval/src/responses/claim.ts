/** Something that a response says, which a catalogue can tell true from false. */
export interface Claim {
  field: "title" | "artist" | "album" | "label" | "tag" | "year";
  /** As the response has it. */
  text: string;
  holds: boolean;
}
