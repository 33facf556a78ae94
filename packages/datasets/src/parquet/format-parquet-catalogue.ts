import type { SchemaElement } from "hyparquet";
import { parquetWriteBuffer } from "hyparquet-writer";
import type { Track } from "../types/track.ts";

/**
 * Writes a catalogue as one compact Parquet file (Snappy, dictionaries), a column a fact that at least one track has.
 * Artists and tags are lists. The order of the tracks is kept; `parseParquetCatalogue` gives the same tracks back.
 */
export function formatParquetCatalogue(options: {
  tracks: readonly Track[];
  /** Written into the file's own metadata, e.g. licence and origin. */
  metadata?: Record<string, string>;
}): ArrayBuffer {
  const { tracks, metadata = {} } = options;
  const columns = COLUMNS.filter(({ name }) => tracks.some((track) => track[name] !== undefined));
  return parquetWriteBuffer({
    columnData: columns.map(({ name, type }) => ({
      name,
      data: tracks.map((track) => track[name] ?? (type === "list" ? [] : null)),
    })),
    schema: [{ name: "catalogue", num_children: columns.length }, ...columns.flatMap(schemaElements)],
    kvMetadata: Object.entries(metadata).map(([key, value]) => ({ key, value })),
    rowGroupSize: Math.max(tracks.length, 1),
    statistics: false,
  });
}

interface Column {
  name: keyof Track;
  type: "text" | "list" | "integer" | "number";
}

const COLUMNS: readonly Column[] = [
  { name: "id", type: "text" },
  { name: "releaseId", type: "text" },
  { name: "title", type: "text" },
  { name: "artists", type: "list" },
  { name: "album", type: "text" },
  { name: "label", type: "text" },
  { name: "year", type: "integer" },
  { name: "genre", type: "text" },
  { name: "tags", type: "list" },
  { name: "durationMs", type: "integer" },
  { name: "energy", type: "integer" },
  { name: "rating", type: "number" },
  { name: "lyrics", type: "text" },
];

function schemaElements({ name, type }: Column): SchemaElement[] {
  switch (type) {
    case "text":
      return [{ name, ...TEXT, repetition_type: "OPTIONAL" }];
    case "integer":
      return [{ name, type: "INT32", repetition_type: "OPTIONAL" }];
    case "number":
      return [{ name, type: "DOUBLE", repetition_type: "OPTIONAL" }];
    case "list":
      return [
        { name, repetition_type: "OPTIONAL", num_children: 1, converted_type: "LIST" },
        { name: "list", repetition_type: "REPEATED", num_children: 1 },
        { name: "element", ...TEXT, repetition_type: "REQUIRED" },
      ];
  }
}

const TEXT = { type: "BYTE_ARRAY", converted_type: "UTF8" } as const;
