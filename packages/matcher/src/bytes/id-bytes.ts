import type { IdColumn } from "../ids/track-ids.ts";
import { MatcherInputError } from "../matcher-input-error.ts";
import { createTextReader } from "./text-reader.ts";

/** Ids as one text in UTF-8; id i is bytes idStarts[i] … idStarts[i + 1] - 1. */
export function idsToBytes(ids: readonly string[]): { idStarts: Uint32Array; idText: Uint8Array } {
  const encoder = new TextEncoder();
  const halfPair = /\p{Surrogate}/u;
  const encoded = ids.map((id) => {
    if (halfPair.test(id))
      throw new MatcherInputError("an id to be written", "whole characters", JSON.stringify(id));
    return encoder.encode(id);
  });
  const idStarts = new Uint32Array(ids.length + 1);
  encoded.forEach(({ length }, row) => (idStarts[row + 1] = idStarts[row]! + length));
  const idText = new Uint8Array(idStarts[ids.length]!);
  encoded.forEach((bytes, row) => idText.set(bytes, idStarts[row]));
  return { idStarts, idText };
}

/** Reads each id when it is asked for. */
export function idColumnFromBytes(idStarts: Uint32Array, idText: Uint8Array): Omit<IdColumn, "table"> {
  const length = idStarts.length - 1;
  const text = createTextReader();
  const at = (row: number) => text(idText.subarray(idStarts[row], idStarts[row + 1]));
  let all: readonly string[] | undefined;
  return { length, at, all: () => (all ??= Array.from({ length }, (_, row) => at(row))) };
}
