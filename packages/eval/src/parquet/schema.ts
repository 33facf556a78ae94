import type { SchemaElement } from "hyparquet";

const TYPES = {
  text: { type: "BYTE_ARRAY", converted_type: "UTF8" },
  integer: { type: "INT32" },
  number: { type: "DOUBLE" },
} as const;

export function requiredColumn(name: string, type: keyof typeof TYPES): SchemaElement {
  return { name, ...TYPES[type], repetition_type: "REQUIRED" };
}

/** A list, or null. */
export function listColumn(name: string, type: keyof typeof TYPES): SchemaElement[] {
  return [
    { name, repetition_type: "OPTIONAL", num_children: 1, converted_type: "LIST" },
    { name: "list", repetition_type: "REPEATED", num_children: 1 },
    { name: "element", ...TYPES[type], repetition_type: "REQUIRED" },
  ];
}
