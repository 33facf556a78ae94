import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { formatDialogues } from "../dialogues/format-dialogues.ts";
import { coldTracks } from "../split/cold-tracks.ts";
import { findLeaks } from "../split/find-leaks.ts";
import { splitByUser } from "../split/split-by-user.ts";
import type { Dialogue } from "../types/dialogue.ts";
import { readDialogues, splitDialogues, writeDialogues } from "./index.ts";

let folder: string;
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), "datasets-split-dialogues-"))));
afterAll(() => rm(folder, { recursive: true }));

/** Over a dozen playlists and some without one; some have the tracks of another in another order, some their own. */
const dialogues: Dialogue[] = Array.from({ length: 60 }, (_, at) => {
  const tracks = at % 4 > 0 ? [`t${at % 10}`, `t${(at * 3) % 10}0`] : [`own${at}`];
  return {
    id: `d${at}`,
    ...(at % 5 > 0 && { playlistId: `p${at % 12}` }),
    turns: (at % 2 > 0 ? tracks : tracks.toReversed()).map((trackId) => ({
      query: `q${at}`,
      trackId,
      response: "r",
    })),
  };
});
const user = ({ id, playlistId }: Dialogue) => playlistId ?? id;
const ids = (items: readonly { id: string }[]) => items.map(({ id }) => id);
const sizes = { testSize: 12, validationSize: 9, seed: 5 };

describe("relation: splitDialogues", () => {
  it.each(["jsonl", "parquet"])("splits a file (%s) as splitByUser splits what it holds", async (ending) => {
    const source = join(folder, `source.${ending}`);
    await writeDialogues(source, { dialogues });
    const out = join(folder, ending);
    await mkdir(out);
    const passes = new Set<number>();
    const onProgress = ({ pass }: { pass: number }) => passes.add(pass);
    const made = await splitDialogues(source, { ...sizes, folder: out, onProgress });

    const whole = splitByUser({ ...sizes, items: dialogues, user });
    for (const part of ["train", "validation", "test"] as const) {
      expect(ids(made.split[part])).toEqual(ids(whole[part]));
      const written = await readDialogues(join(out, `${part}.${ending}`));
      expect(written.dialogues).toEqual(dialogues.filter((dialogue) => whole[part].includes(dialogue)));
    }
    expect(made.coldTracks).toEqual(coldTracks(whole));
    expect(made.coldTracks.size).toBeGreaterThan(0);
    const order = (leaks: typeof made.leaks) => leaks.map((leak) => JSON.stringify(leak)).toSorted();
    expect(order(made.leaks)).toEqual(order(findLeaks({ ...whole, user })));
    expect(made.leaks.length).toBeGreaterThan(0);
    expect([...passes]).toEqual([1, 2, 3]);
    expect((await readdir(out)).filter((name) => name.endsWith(".unfinished"))).toEqual([]);
  });

  it("keeps the schema, and a source that changes meanwhile is noticed before a part has its name", async () => {
    const source = join(folder, "written.jsonl");
    const write = (of: readonly Dialogue[]) =>
      writeFile(source, [...formatDialogues({ dialogues: of, schema: "freemusicc-dialogues" })].join(""));
    await write(dialogues);
    const out = join(folder, "changing");
    await mkdir(out);
    await splitDialogues(source, { ...sizes, folder: out });
    expect((await readDialogues(join(out, "test.jsonl"))).schema).toBe("freemusicc-dialogues");
    const before = await readFile(join(out, "train.jsonl"), "utf8");

    let writing: Promise<void> | undefined;
    let aborted: unknown;
    const changing = splitDialogues(source, {
      ...sizes,
      seed: 6,
      folder: out,
      onProgress: ({ pass }) => {
        if (pass === 1) writing = write(dialogues.slice(1));
      },
    });
    await changing.catch((error: unknown) => (aborted = error));
    await writing;
    expect(aborted).toMatchObject({ name: "SplitMismatchError", missing: ["d0"] });
    expect(await readFile(join(out, "train.jsonl"), "utf8")).toBe(before);
    expect((await readdir(out)).filter((name) => name.endsWith(".unfinished"))).toEqual([]);
  });

  it("leaves nothing to train on: refused before anything is written", async () => {
    const source = join(folder, "few.jsonl");
    await writeDialogues(source, { dialogues: dialogues.slice(0, 3) });
    const out = join(folder, "few");
    await mkdir(out);
    await expect(splitDialogues(source, { folder: out, testSize: 3 })).rejects.toThrow(RangeError);
    expect(await readdir(out)).toEqual([]);
  });
});
