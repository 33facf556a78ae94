/** A track id that a dialogue or playlist names and the catalogue does not have. */
export interface UnknownTrack {
  trackId: string;
  /** Dialogue or playlist that names it. */
  ownerId: string;
  /** Position in the dialogue or playlist, from 0. */
  position: number;
  /** Line of the dialogue or playlist in its file, when known. */
  line?: number;
}

/** Track ids that are not in the catalogue. */
export class UnknownTrackError extends Error {
  override readonly name = "UnknownTrackError";
  readonly file: string;
  /** Every unknown id, in the order in which they were met. */
  readonly unknown: readonly UnknownTrack[];

  constructor(fault: { file: string; unknown: readonly UnknownTrack[] }) {
    const shown = fault.unknown.slice(0, 5).map(place).join("; ");
    const others = fault.unknown.length - 5;
    super(
      `${fault.file}: ${fault.unknown.length} track ids are not in the catalogue: ${shown}` +
        `${others > 0 ? `; and ${others} more` : ""}. Use the catalogue that the file was made for, or remove these turns.`,
    );
    this.file = fault.file;
    this.unknown = fault.unknown;
  }
}

function place({ trackId, ownerId, position, line }: UnknownTrack): string {
  return `"${trackId}" (${line === undefined ? "" : `line ${line}, `}${ownerId}, position ${position})`;
}
