import { parquetReadObjects } from "hyparquet";
import { expect, it } from "vitest";
import { codesTable } from "./codes-table.ts";

it("unit: the table reads back as ids, codes up to 65,534, none and what was imputed", async () => {
  const bytes = codesTable(
    { ids: ["a", "ü"], codes: Uint16Array.of(3, 65_534, 0, 65_535), imputed: Uint8Array.of(0, 1, 0, 0) },
    ["semantic", "lyrics"],
  );
  expect(await parquetReadObjects({ file: bytes.buffer as ArrayBuffer })).toEqual([
    { id: "a", semantic: 3, semantic_imputed: false, lyrics: 65_534, lyrics_imputed: true },
    { id: "ü", semantic: 0, semantic_imputed: false, lyrics: null, lyrics_imputed: false },
  ]);
});
