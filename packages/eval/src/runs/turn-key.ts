import { RunFileError } from "../errors/run-file-error.ts";
import type { TurnKey } from "./run.ts";

/** Where a line stands, for errors. */
export interface LinePlace {
  file: string;
  /** From 1. */
  line: number;
}

/** Parses one JSONL line to an object. @throws {RunFileError} if it is anything else. */
export function parseJsonLine(text: string, place: LinePlace): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new RunFileError({ ...place, problem: `not JSON (${(error as Error).message})` });
  }
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new RunFileError({ ...place, problem: "not a JSON object" });
  return value as Record<string, unknown>;
}

/** @throws {RunFileError} if the object lacks `turnId`, `dialogueId` or `turn`. */
export function parseTurnKey(object: Record<string, unknown>, place: LinePlace): TurnKey {
  const { turn } = object;
  if (typeof turn !== "number" || !Number.isInteger(turn) || turn < 1)
    throw new RunFileError({
      ...place,
      problem: `"turn" must be a whole number from 1, got ${JSON.stringify(turn)}`,
    });
  return {
    turnId: parseText(object, "turnId", place),
    dialogueId: parseText(object, "dialogueId", place),
    turn,
  };
}

/** @throws {RunFileError} if the field is not a string with something in it. */
export function parseText(object: Record<string, unknown>, field: string, place: LinePlace): string {
  const value = object[field];
  if (typeof value !== "string" || value === "")
    throw new RunFileError({
      ...place,
      problem: `"${field}" must be a non-empty string, got ${JSON.stringify(value)}`,
    });
  return value;
}
