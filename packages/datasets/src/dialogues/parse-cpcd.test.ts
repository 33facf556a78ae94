import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { readCpcd } from "../node/read-cpcd.ts";
import { parseCpcd } from "./parse-cpcd.ts";

const data = new URL(
  `${process.env["TALKPLAY_DATA"] ?? "../shared/data"}/`,
  new URL("../../../../", import.meta.url),
);
const file = fileURLToPath(new URL("cpcd/cpcd_v1.dialogs.dev.train.jsonl", data));

const line = {
  id: "c1",
  turns: [{ user_query: "q", system_response: "", liked_results: ["a"], disliked_results: ["b"] }],
  tracks: {
    a: { track_ids: "a", track_titles: "A", track_artists: ["X"], track_release_titles: "R" },
    b: { track_ids: "b", track_titles: "B", track_artists: ["Y"], track_release_titles: "" },
  },
  goal_playlist: ["a"],
};

describe("unit: parseCpcd", () => {
  it("reads turns, goal and the catalogue", () => {
    expect(parseCpcd(JSON.stringify(line))).toEqual({
      dialogues: [
        {
          id: "c1",
          goalTrackIds: ["a"],
          turns: [{ query: "q", response: "", likedTrackIds: ["a"], dislikedTrackIds: ["b"] }],
        },
      ],
      tracks: [
        { id: "a", title: "A", artists: ["X"], album: "R" },
        { id: "b", title: "B", artists: ["Y"] },
      ],
    });
  });

  it("names line and field of a goal track that is not listed", () => {
    const wrong = JSON.stringify({ ...line, goal_playlist: ["z"] });
    expect(() => parseCpcd(`\n${wrong}`, { file: "c.jsonl" })).toThrow(
      /c\.jsonl, line 2: field "goal_playlist" .*lacks "z"/,
    );
  });
});

describe.skipIf(!existsSync(file))("relation: the published CPCD training split", () => {
  it("has 400 dialogues, 2,129 turns and 7,527 tracks", async () => {
    const { dialogues, tracks } = await readCpcd(file);
    const turns = dialogues.flatMap((dialogue) => dialogue.turns);
    expect([dialogues.length, turns.length, tracks.length]).toEqual([400, 2129, 7527]);
    expect(turns.filter(({ response }) => response === "").length).toBe(81);
    expect(dialogues.filter(({ goalTrackIds }) => goalTrackIds.length === 0).length).toBe(2);
  });
});
