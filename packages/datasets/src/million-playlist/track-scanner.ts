import { hashBytes } from "./hash-bytes.ts";
import { encodeKeys, UnexpectedForm } from "./json-scanner.ts";
import type { JsonScanner } from "./json-scanner.ts";
import { RepeatedTracks } from "./repeated-tracks.ts";
import { TRACK_TEXTS } from "./slice-columns.ts";
import type { SliceColumnsBuilder } from "./slice-columns-builder.ts";
import { TextTable } from "./text-table.ts";

// The order as published, so that the key after the last one is the likely next.
const KEYS = [
  "pos",
  "artist_name",
  "track_uri",
  "artist_uri",
  "track_name",
  "album_uri",
  "duration_ms",
  "album_name",
] as const;
const ENCODED = encodeKeys(KEYS);
const ALL = (1 << KEYS.length) - 1;
const POS = KEYS.indexOf("pos");
const ARTIST_NAME = KEYS.indexOf("artist_name");
const TRACK_URI = KEYS.indexOf("track_uri");
const ARTIST_URI = KEYS.indexOf("artist_uri");
const TRACK_NAME = KEYS.indexOf("track_name");
const ALBUM_URI = KEYS.indexOf("album_uri");
const DURATION = KEYS.indexOf("duration_ms");
const ALBUM_NAME = KEYS.indexOf("album_name");
/** By the place of a key: its column among TRACK_TEXTS; -1 for numbers. */
const COLUMN_OF = KEYS.map((key) => (TRACK_TEXTS as readonly string[]).indexOf(key));
/** Positions are kept in 32 bits. */
const MAXIMUM_POSITION = 2 ** 31 - 1;
const COMMA = 0x2c;
const CLOSE_BRACE = 0x7d;

/**
 * Reads a slice's tracks. Most of a slice is what stands between the values, and that is the same for all its tracks:
 * it is taken from the track before, and compared; only a track that is laid out otherwise is read token by token.
 */
export class TrackScanner {
  private readonly repeated: RepeatedTracks;
  /** Where the bytes before the values of the last track read by tokens start and end; the last one is its end. */
  private gapStarts: number[] = [];
  private gapEnds: number[] = [];
  // By the place of a key. One array each for all tracks: what they hold is copied.
  private readonly starts = new Int32Array(KEYS.length);
  private readonly ends = new Int32Array(KEYS.length);
  private readonly escaped = new Uint8Array(KEYS.length);
  private readonly texts = Array.from({ length: TRACK_TEXTS.length }, () => 0);
  private pos = 0;
  private durationMs = 0;
  private valueEnd = 0;

  private readonly scanner: JsonScanner;
  private readonly table: TextTable;
  /** Of artists and albums: the same table, or one of their own if their texts are left out. */
  private readonly uris: TextTable;
  private readonly names: boolean;
  private readonly columns: SliceColumnsBuilder;

  constructor(parts: {
    scanner: JsonScanner;
    table: TextTable;
    columns: SliceColumnsBuilder;
    names: boolean;
  }) {
    this.scanner = parts.scanner;
    this.table = parts.table;
    this.columns = parts.columns;
    this.repeated = new RepeatedTracks(parts.scanner);
    this.names = parts.names;
    this.uris = parts.names ? parts.table : new TextTable(parts.scanner);
  }

  /** Passes a track whose brace has been passed, and adds its position. */
  track(): void {
    const { scanner } = this;
    const start = scanner.at;
    let row = this.inKnownLayout();
    if (row < 0) {
      scanner.at = start;
      this.byTokens();
      row = this.newTrack();
    }
    if (this.pos > MAXIMUM_POSITION) throw new UnexpectedForm();
    this.columns.addPosition(this.pos, row);
  }

  /** Passes a track laid out like the one before and returns its row; else -1. */
  private inKnownLayout(): number {
    const { scanner, repeated } = this;
    let afterPos = 0;
    let hash = 0;
    for (let key = 0; key < KEYS.length; key++) {
      if (!this.gap(key)) return -1;
      this.value(key);
      if (key === POS) afterPos = scanner.at;
      if (key !== TRACK_URI) continue;
      hash = hashBytes(scanner.view, scanner.stringStart, scanner.stringEnd);
      const row = repeated.pass(afterPos, hash);
      if (row >= 0) return row;
    }
    if (!this.gap(KEYS.length)) return -1;
    const row = this.newTrack();
    repeated.keep(afterPos, hash, row);
    return row;
  }

  private gap(key: number): boolean {
    const start = this.gapStarts[key];
    return start !== undefined && this.scanner.again(start, this.gapEnds[key] as number);
  }

  private byTokens(): void {
    const { scanner } = this;
    const gapStarts: number[] = [];
    const gapEnds: number[] = [];
    let seen = 0;
    let key = -1;
    let published = true;
    do {
      gapStarts.push(key < 0 ? scanner.at : this.valueEnd);
      const likely = key + 1;
      key = scanner.key(ENCODED, likely);
      published &&= key === likely;
      if ((seen & (1 << key)) !== 0) throw new UnexpectedForm();
      seen |= 1 << key;
      scanner.space();
      gapEnds.push(scanner.at);
      this.value(key);
    } while (scanner.accept(COMMA));
    gapStarts.push(this.valueEnd);
    scanner.expect(CLOSE_BRACE);
    gapEnds.push(scanner.at);
    if (seen !== ALL) throw new UnexpectedForm();
    if (published) [this.gapStarts, this.gapEnds] = [gapStarts, gapEnds];
  }

  private value(key: number): void {
    const { scanner } = this;
    if (key === POS) {
      this.pos = scanner.integer();
    } else if (key === DURATION) {
      this.durationMs = scanner.integer();
    } else {
      scanner.string();
      this.starts[key] = scanner.stringStart;
      this.ends[key] = scanner.stringEnd;
      this.escaped[key] = scanner.stringEscaped ? 1 : 0;
    }
    this.valueEnd = scanner.at;
  }

  private newTrack(): number {
    const { texts, names, uris } = this;
    // A new track's URI is new and its name most often is: not worth looking up.
    texts[COLUMN_OF[TRACK_URI]!] = this.append(TRACK_URI);
    texts[COLUMN_OF[ARTIST_URI]!] = this.row(uris, ARTIST_URI);
    texts[COLUMN_OF[ALBUM_URI]!] = this.row(uris, ALBUM_URI);
    if (names) {
      texts[COLUMN_OF[ARTIST_NAME]!] = this.row(this.table, ARTIST_NAME);
      texts[COLUMN_OF[TRACK_NAME]!] = this.append(TRACK_NAME);
      texts[COLUMN_OF[ALBUM_NAME]!] = this.row(this.table, ALBUM_NAME);
    }
    return this.columns.addTrack(texts, this.durationMs);
  }

  private append(key: number): number {
    return this.table.append(this.starts[key] as number, this.ends[key] as number, this.escaped[key] === 1);
  }

  private row(table: TextTable, key: number): number {
    return table.rowAt(this.starts[key] as number, this.ends[key] as number, this.escaped[key] === 1);
  }
}
