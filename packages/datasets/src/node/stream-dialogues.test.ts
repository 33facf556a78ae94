import { mkdtemp, open, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parquetMetadata } from "hyparquet";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { formatDialogues } from "../dialogues/format-dialogues.ts";
import { formatParquetDialogues } from "../parquet/index.ts";
import { streamParquetRecords } from "../parquet/parquet-records.ts";
import type { Dialogue } from "../types/dialogue.ts";
import { readDialogues, streamDialogues, writeDialogues } from "./index.ts";

let folder: string;
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), "datasets-stream-"))));
afterAll(() => rm(folder, { recursive: true }));

/** All lines of one length, about a kilobyte by default. */
const numbered = (count: number, queryLength = 900): Dialogue[] =>
  Array.from({ length: count }, (_, at) => ({
    id: `d${String(at).padStart(5, "0")}`,
    turns: [{ query: "q".repeat(queryLength), trackId: `t${at % 7}`, response: "r" }],
  }));

async function overwrite(file: string, bytes: Uint8Array, position: number): Promise<void> {
  const handle = await open(file, "r+");
  await handle.write(bytes, 0, bytes.length, position);
  await handle.close();
}

describe("relation: streamDialogues", () => {
  it("reads JSON lines at most four mebibytes ahead of what is asked for", async () => {
    const file = join(folder, "ahead.jsonl");
    const dialogues = numbered(6000);
    const lines = [...formatDialogues({ dialogues })];
    await writeFile(file, lines.join(""));
    const length = Buffer.byteLength(lines[0] as string);
    const far = Math.ceil(2 ** 22 / length);
    expect(far).toBeLessThan(dialogues.length);

    const stream = streamDialogues(file);
    expect((await stream.next()).value).toMatchObject({ dialogue: { id: "d00000" }, line: 1 });
    // What stands in the file from there on is other than when the reading began.
    await overwrite(file, Buffer.from((lines[far] as string).replace("qqq", "new")), far * length);
    const queries: string[] = [];
    for await (const { dialogue } of stream) queries.push(dialogue.turns[0]?.query.slice(0, 3) as string);
    expect(queries.length).toBe(dialogues.length - 1);
    expect(queries.indexOf("new")).toBe(far - 1);
  });

  it("reads of Parquet the row group that is asked for only", async () => {
    const bytes = formatParquetDialogues({ dialogues: numbered(50), rowGroupSize: 10 });
    const { row_groups: groups } = parquetMetadata(bytes);
    const starts = groups.map(({ columns }) => Number(columns[0]?.meta_data?.data_page_offset));
    const asked: number[] = [];
    const stream = streamParquetRecords(
      {
        byteLength: bytes.byteLength,
        slice: (from, to) => (asked.push(from < 0 ? bytes.byteLength + from : from), bytes.slice(from, to)),
      },
      "d.parquet",
    );
    const next = async () => (await stream.next()).value?.place.line;
    expect(await next()).toBe(1);
    asked.length = 0; // of the footer, and of the first group
    for (let row = 2; row <= 10; row++) expect(await next()).toBe(row);
    expect(asked).toEqual([]);
    expect(await next()).toBe(11);
    expect(asked.length).toBeGreaterThan(0);
    for (const from of asked) {
      expect(from).toBeGreaterThan(starts[0] as number);
      expect(from).toBeLessThan(starts[2] as number);
    }
  });

  it("a Parquet file that is damaged further on gives what comes before, and names the row", async () => {
    const file = join(folder, "damaged.parquet");
    const bytes = new Uint8Array(formatParquetDialogues({ dialogues: numbered(50), rowGroupSize: 10 }));
    const third = parquetMetadata(bytes.buffer).row_groups[2]?.columns[2]?.meta_data;
    bytes.fill(255, Number(third?.data_page_offset), Number(third?.data_page_offset) + 40);
    await writeFile(file, bytes);
    const read: number[] = [];
    const reading = (async () => {
      for await (const { line } of streamDialogues(file)) read.push(line);
    })();
    await expect(reading).rejects.toMatchObject({ name: "MalformedRecordError", file, line: 21 });
    expect(read).toEqual(Array.from({ length: 20 }, (_, at) => at + 1));
  });

  it("a line that is wrong or an id that occurs again is named after all before it", async () => {
    const file = join(folder, "wrong.jsonl");
    const [first, second] = [...formatDialogues({ dialogues: numbered(2) })] as [string, string];
    for (const [wrong, field] of [
      [first, "cid"],
      ["{\n", undefined],
    ]) {
      await writeFile(file, `${first}\n${second}${wrong}`);
      const stream = streamDialogues(file);
      expect((await stream.next()).value).toMatchObject({ line: 1, schema: "TalkPlayData-1" });
      expect((await stream.next()).value).toMatchObject({ line: 3 });
      await expect(stream.next()).rejects.toMatchObject({
        name: "MalformedRecordError",
        file,
        line: 4,
        field,
      });
    }
  });

  it("counts what was read, and stops at a signal", async () => {
    const file = join(folder, "counted.jsonl");
    await writeDialogues(file, { dialogues: numbered(1500, 5) });
    const counts: number[] = [];
    const controller = new AbortController();
    const options = {
      signal: controller.signal,
      onProgress: ({ dialogues }: { dialogues: number }) => counts.push(dialogues),
    };
    for await (const _ of streamDialogues(file, options));
    expect(counts).toEqual([1000, 1500]);
    controller.abort(new Error("enough"));
    await expect(streamDialogues(file, options).next()).rejects.toThrow("enough");
  });
});

describe("relation: writeDialogues", () => {
  it("writes dialogues that come one by one as those that are at hand, in both formats", async () => {
    const dialogues = numbered(10_001, 5); // more than a row group
    async function* oneByOne() {
      yield* dialogues;
    }
    const [jsonl, parquet] = [join(folder, "w.jsonl"), join(folder, "w.parquet")];
    await writeDialogues(jsonl, { dialogues: oneByOne() });
    expect(await readFile(jsonl, "utf8")).toBe([...formatDialogues({ dialogues })].join(""));
    await writeDialogues(parquet, { dialogues: oneByOne() });
    expect((await readFile(parquet)).equals(new Uint8Array(formatParquetDialogues({ dialogues })))).toBe(
      true,
    );
    expect((await readDialogues(parquet)).dialogues).toEqual(dialogues);
    await writeDialogues(parquet, { dialogues: [] });
    expect((await readFile(parquet)).equals(new Uint8Array(formatParquetDialogues({ dialogues: [] })))).toBe(
      true,
    );
  });
});
