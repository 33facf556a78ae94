import type { DescribedTrack } from "../embeddings/track-texts.ts";
import { CatalogueFileError } from "./catalogue-file-error.ts";
import { readRecords, type TableRecord } from "./read-records.ts";

export interface CatalogueTrack extends DescribedTrack {
  id: string;
}

/** Facts of a track that a catalogue may have a column for, under this name or the one that `--column` gives. */
export const CATALOGUE_FIELDS = [
  "id",
  "title",
  "artists",
  "album",
  "year",
  "label",
  "genre",
  "tags",
  "energy",
  "lyrics",
] as const;

export type CatalogueField = (typeof CATALOGUE_FIELDS)[number];

/**
 * The tracks of a CSV, JSONL or Parquet file. Lists (artists, tags) are arrays, or text with `;` between the items.
 *
 * @param columns names of columns that are called otherwise.
 * @throws {CatalogueFileError} on a file that cannot be read, no track, a track without an id, an id given twice, or a
 *   fact of another type.
 */
export async function readCatalogue(
  file: string,
  columns: Partial<Record<CatalogueField, string>>,
): Promise<CatalogueTrack[]> {
  const records = await readRecords(file);
  if (records.length === 0) throw new CatalogueFileError(file, 0, "at least one track", "none");
  const seen = new Set<string>();
  return records.map((record) => {
    const track = trackOf(file, record, columns);
    if (seen.has(track.id))
      throw new CatalogueFileError(file, record.line, "each id once", `${track.id} again`);
    seen.add(track.id);
    return track;
  });
}

function trackOf(
  file: string,
  { line, fields }: TableRecord,
  columns: Partial<Record<CatalogueField, string>>,
): CatalogueTrack {
  const valueOf = (field: CatalogueField) => fields[columns[field] ?? field] ?? undefined;
  function fail(field: CatalogueField, expected: string): never {
    const got = JSON.stringify(valueOf(field), (_, value) =>
      typeof value === "bigint" ? Number(value) : value,
    );
    throw new CatalogueFileError(
      file,
      line,
      `${expected} in column ${columns[field] ?? field}`,
      got ?? `nothing: the row has ${Object.keys(fields).join(", ")} (--column ${field}=NAME names another)`,
    );
  }
  function text(field: CatalogueField): string | undefined {
    const value = valueOf(field);
    if (value === undefined || typeof value === "string") return value;
    return fail(field, "text");
  }
  function list(field: CatalogueField): string[] | undefined {
    const value = valueOf(field);
    if (typeof value === "string") return value.split(";").flatMap((item) => item.trim() || []);
    if (value === undefined) return undefined;
    if (Array.isArray(value) && value.every((item) => typeof item === "string")) return value;
    return fail(field, "a list of texts");
  }
  function whole(field: CatalogueField): number | undefined {
    const value = valueOf(field);
    if (value === undefined) return undefined;
    const number = Number(value);
    return Number.isInteger(number) ? number : fail(field, "a whole number");
  }

  const id = valueOf("id");
  if (typeof id !== "string" && typeof id !== "number" && typeof id !== "bigint") fail("id", "an id");
  if (id === "") fail("id", "an id");
  const energy = whole("energy");
  if (energy !== undefined && energy !== 1 && energy !== 2 && energy !== 3 && energy !== 0) {
    fail("energy", "1, 2 or 3 (0 = unknown)");
  }
  return {
    id: String(id),
    title: text("title") ?? "",
    artists: list("artists") ?? [],
    album: text("album"),
    year: whole("year"),
    label: text("label"),
    genre: text("genre"),
    tags: list("tags"),
    energy: energy || undefined,
    lyrics: text("lyrics"),
  };
}
