import initSqlJs, { type Database } from "sql.js";

/** The service's own catalogue. It was here before the matcher, but for the table `track_codes`. */
const schema = `
  CREATE TABLE tracks (id TEXT PRIMARY KEY, title TEXT NOT NULL, artist TEXT NOT NULL, explicit INTEGER NOT NULL, plays INTEGER NOT NULL);
  -- Item-to-item scores of the collaborative filter, from a nightly job.
  CREATE TABLE similar (track TEXT NOT NULL, other TEXT NOT NULL, score REAL NOT NULL, PRIMARY KEY (track, other));
  -- One code a modality, as the music tokenizer wrote them.
  CREATE TABLE track_codes (track TEXT PRIMARY KEY, playlist INTEGER, semantic INTEGER, metadata INTEGER, lyrics INTEGER, audio INTEGER);
`;

export interface CatalogueTrack {
  id: string;
  title: string;
  artist: string;
  explicit: boolean;
  plays: number;
}

export interface CodedTrack {
  track: CatalogueTrack;
  /** playlist, semantic, metadata, lyrics, audio */
  code: readonly number[];
}

/** SQLite in WebAssembly; a service would open a file, or use its Postgres. */
export async function openCatalogue(): Promise<Catalogue> {
  const sqlite = await initSqlJs();
  const database = new sqlite.Database();
  database.exec(schema);
  return new Catalogue(database);
}

export class Catalogue {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  insert({ track, code }: CodedTrack): void {
    const { id, title, artist, explicit, plays } = track;
    this.#database.run("INSERT INTO tracks VALUES (?, ?, ?, ?, ?)", [
      id,
      title,
      artist,
      Number(explicit),
      plays,
    ]);
    this.#database.run("INSERT INTO track_codes VALUES (?, ?, ?, ?, ?, ?)", [id, ...code]);
  }

  delete(id: string): void {
    this.#database.run("DELETE FROM tracks WHERE id = ?", [id]);
    this.#database.run("DELETE FROM track_codes WHERE track = ?", [id]);
    this.#database.run("DELETE FROM similar WHERE track = ? OR other = ?", [id, id]);
  }

  setSimilar(track: string, other: string, score: number): void {
    this.#database.run("INSERT OR REPLACE INTO similar VALUES (?, ?, ?)", [track, other, score]);
  }

  /** Every track with its code, in the order of insertion. */
  all(): CodedTrack[] {
    return this.#rows(
      "SELECT id, title, artist, explicit, plays, playlist, semantic, metadata, lyrics, audio FROM tracks JOIN track_codes ON track = id ORDER BY tracks.rowid",
    ).map(([id, title, artist, explicit, plays, ...code]) => ({
      track: {
        id: String(id),
        title: String(title),
        artist: String(artist),
        explicit: explicit === 1,
        plays: Number(plays),
      },
      code: code.map(Number),
    }));
  }

  find(id: string): CatalogueTrack | undefined {
    const [row] = this.#rows("SELECT title, artist, explicit, plays FROM tracks WHERE id = ?", [id]);
    if (!row) return undefined;
    const [title, artist, explicit, plays] = row;
    return {
      id,
      title: String(title),
      artist: String(artist),
      explicit: explicit === 1,
      plays: Number(plays),
    };
  }

  /** The collaborative filter's answer; empty for a track that nobody has played yet. */
  similarTo(id: string, limit: number): { id: string; score: number }[] {
    return this.#rows("SELECT other, score FROM similar WHERE track = ? ORDER BY score DESC, other LIMIT ?", [
      id,
      limit,
    ]).map(([other, score]) => ({ id: String(other), score: Number(score) }));
  }

  #rows(sql: string, parameters: (string | number)[] = []) {
    return this.#database.exec(sql, parameters)[0]?.values ?? [];
  }
}
