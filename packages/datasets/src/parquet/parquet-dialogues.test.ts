import { parquetMetadata, parquetReadObjects } from "hyparquet";
import { parquetWriteBuffer } from "hyparquet-writer";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MalformedRecordError } from "../errors/malformed-record-error.ts";
import { formatParquetDialogues, parseParquetDialogues } from "./index.ts";

const word = fc
  .string({ minLength: 1, unit: "grapheme" })
  .map((text) => text.trim())
  .filter((text) => text !== "");
const turn = fc.record({ query: word, trackId: word, response: word });
const dialogue = fc.record(
  { id: word, playlistId: word, turns: fc.array(turn, { minLength: 1, maxLength: 9 }) },
  { requiredKeys: ["id", "turns"] },
);

describe("relation: Parquet dialogues", () => {
  it("come back as they were written, whatever the text", async () => {
    const sets = fc.uniqueArray(dialogue, { minLength: 1, selector: ({ id }) => id });
    await fc.assert(
      fc.asyncProperty(sets, async (dialogues) => {
        const bytes = formatParquetDialogues({ dialogues, rowGroupSize: 3 });
        expect((await parseParquetDialogues(bytes)).dialogues).toEqual(dialogues);
      }),
    );
  });
});

describe("unit: Parquet dialogues", () => {
  const dialogues = [{ id: "c", playlistId: "p", turns: [{ query: "q", trackId: "t", response: "r" }] }];

  it("have the published columns and nesting", async () => {
    const bytes = formatParquetDialogues({ dialogues });
    const names = parquetMetadata(bytes)
      .schema.slice(1)
      .map(({ name }) => name);
    expect(names).toEqual(["pid", "cid", "conversations", "list", "element", "content", "role"]);
    expect(await parquetReadObjects({ file: bytes })).toEqual([
      {
        pid: "p",
        cid: "c",
        conversations: [
          { content: "q", role: "user" },
          { content: "t", role: "music" },
          { content: "r", role: "assistant" },
        ],
      },
    ]);
  });

  it("name file, row and field of what is wrong", async () => {
    const wrong = parquetWriteBuffer({
      columnData: [
        { name: "cid", data: ["c"] },
        { name: "conversations", data: [[{ role: "assistant", content: "q" }]], type: "JSON" },
      ],
    });
    await expect(parseParquetDialogues(wrong, { file: "d.parquet" })).rejects.toThrow(
      'd.parquet, line 1: field "conversations"',
    );
    await expect(parseParquetDialogues(new ArrayBuffer(4))).rejects.toThrow(MalformedRecordError);
  });
});
