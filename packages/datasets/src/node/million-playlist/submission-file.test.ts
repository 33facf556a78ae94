import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkSubmissionFile, readChallengeSet, writeSubmission } from "../index.ts";

let folder: string;
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), "submission-"))));
afterAll(() => rm(folder, { recursive: true }));

const set = {
  date: "2018-01-16",
  version: "v1",
  playlists: [{ pid: 1, num_holdouts: 5, num_samples: 0, num_tracks: 5, tracks: [] }],
};
const team = { name: "us", email: "us@example.com" };
const recommend = () =>
  Array.from({ length: 500 }, (_, index) => `spotify:track:${String(index).padStart(22, "0")}`);

describe("relation: submission files", () => {
  it("are checked as written, gzipped or not, and nothing unfinished is left", async () => {
    await writeFile(join(folder, "challenge_set.json"), JSON.stringify(set));
    const { playlists } = await readChallengeSet(join(folder, "challenge_set.json"));
    for (const name of ["s.csv", "s.csv.gz"]) {
      await writeSubmission(join(folder, name), { team, playlists, recommend });
      expect(await checkSubmissionFile(join(folder, name), { playlists })).toEqual([]);
    }
    const plain = await readFile(join(folder, "s.csv"));
    expect(gunzipSync(await readFile(join(folder, "s.csv.gz")))).toEqual(plain);
    expect((await readdir(folder)).filter((name) => name.endsWith(".unfinished"))).toEqual([]);
    await writeFile(join(folder, "crlf.csv"), String(plain).replaceAll("\n", "\r\n").trimEnd());
    expect(await checkSubmissionFile(join(folder, "crlf.csv"), { playlists })).toEqual([]);
  });
});

describe("unit: submission files", () => {
  it("names the file that cannot be read", async () => {
    await expect(checkSubmissionFile(join(folder, "none.csv"), { playlists: [] })).rejects.toThrow(
      "none.csv",
    );
    await writeFile(join(folder, "cut.csv.gz"), gzipSync("team_info,a,b\n".repeat(99)).subarray(0, 25));
    await expect(checkSubmissionFile(join(folder, "cut.csv.gz"), { playlists: [] })).rejects.toThrow(
      "end of file",
    );
  });
});
