import { IntegerColumn } from "./integer-column.ts";
import type { MpdInfo } from "./mpd-records.ts";
import type { SliceColumns } from "./slice-columns.ts";

/** A playlist without its tracks; texts are rows of the text table. */
export interface PlaylistRow {
  name: number;
  /** -1 = none. */
  description: number;
  collaborative: boolean;
  /** In the order of PLAYLIST_NUMBERS. */
  numbers: readonly number[];
}

/** Collects a slice by columns: first a playlist's positions, then the playlist. */
export class SliceColumnsBuilder {
  private readonly names: number[] = [];
  private readonly descriptions: number[] = [];
  private readonly collaborative: number[] = [];
  private readonly numbers: number[] = [];
  private readonly starts: number[] = [0];
  private readonly positions = new IntegerColumn();
  private readonly tracks = new IntegerColumn();
  private readonly trackTexts = new IntegerColumn();
  private readonly trackDurations: number[] = [];

  addPosition(pos: number, track: number): void {
    this.positions.push(pos);
    this.tracks.push(track);
  }

  addPlaylist({ name, description, collaborative, numbers }: PlaylistRow): void {
    this.names.push(name);
    this.descriptions.push(description);
    this.collaborative.push(collaborative ? 1 : 0);
    for (const value of numbers) this.numbers.push(value);
    this.starts.push(this.positions.length);
  }

  /** @param texts rows of the text table in the order of TRACK_TEXTS; read, not kept. */
  addTrack(texts: readonly number[], durationMs: number): number {
    for (let column = 0; column < texts.length; column++) this.trackTexts.push(texts[column] as number);
    return this.trackDurations.push(durationMs) - 1;
  }

  finish(info: MpdInfo, texts: SliceColumns["texts"]): SliceColumns {
    return {
      info,
      texts,
      names: new Uint32Array(this.names),
      descriptions: new Int32Array(this.descriptions),
      collaborative: new Uint8Array(this.collaborative),
      numbers: new Float64Array(this.numbers),
      starts: new Uint32Array(this.starts),
      positions: this.positions.toArray(),
      tracks: new Uint32Array(this.tracks.toArray().buffer),
      trackTexts: new Uint32Array(this.trackTexts.toArray().buffer),
      trackDurations: new Float64Array(this.trackDurations),
    };
  }
}
