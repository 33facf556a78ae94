import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Dialogue } from "../types/dialogue.ts";
import { checkTrackIds } from "./check-track-ids.ts";
import { formatDialogues } from "./format-dialogues.ts";
import { parseDialogues } from "./parse-dialogues.ts";

const freemusicc =
  '{"id":"d1","goal":"g","playlist":["t1","t2"],"turns":[{"query":"q","track":"t1","response":"r"}]}';
const talkPlay =
  '{"cid":"d1","pid":"p1","conversations":[{"role":"user","content":"q"},{"role":"music","content":"t1"},{"role":"assistant","content":"r"}]}';
const turns = [{ query: "q", trackId: "t1", response: "r" }];

describe("unit: parseDialogues", () => {
  it("recognises either schema", () => {
    expect(parseDialogues(freemusicc)).toEqual({
      schema: "freemusicc-dialogues",
      dialogues: [{ id: "d1", playlistId: "d1", goal: "g", turns }],
      lines: [1],
      playlists: new Map([["d1", ["t1", "t2"]]]),
    });
    expect(parseDialogues(`\n${talkPlay}`)).toEqual({
      schema: "TalkPlayData-1",
      dialogues: [{ id: "d1", playlistId: "p1", turns }],
      lines: [2],
      playlists: new Map(),
    });
  });

  it.each([
    ["", "d.jsonl, line 1: the record should be a dialogue"],
    ['{"id":"x"}', 'd.jsonl, line 1: the record should be a dialogue with "turns" or with "conversations"'],
    [`${freemusicc}\n${talkPlay}`, 'd.jsonl, line 2: field "turns" should be a list of objects'],
    [`${freemusicc}\n${freemusicc}`, 'd.jsonl, line 2: field "id" should be an id of its own'],
    [freemusicc.replace('"q"', "3,"), "d.jsonl, line 1: the record should be a JSON object"],
    [
      freemusicc.replace('"track":"t1"', '"track":""'),
      'd.jsonl, line 1: field "turns[0].track" should be text',
    ],
    [
      talkPlay.replace('"music"', '"assistant"'),
      'line 1: field "conversations[1].role" should be "music", but is "assistant"',
    ],
    [
      talkPlay.replace(/,\{"role":"assistant".*?\}/, ""),
      'field "conversations" should be a list of user, music and assistant messages',
    ],
  ])("names file, line and field of what is wrong: %#", (text, message) => {
    expect(() => parseDialogues(text, { file: "d.jsonl" })).toThrow(message);
  });
});

describe("unit: checkTrackIds", () => {
  it("names every unknown track with its line, dialogue and position", () => {
    const { dialogues, lines } = parseDialogues(`\n${freemusicc}`);
    const options = { dialogues, lines, file: "d.jsonl" };
    expect(() => checkTrackIds({ ...options, tracks: [] })).toThrow(
      'd.jsonl: 1 track ids are not in the catalogue: "t1" (line 2, d1, position 0)',
    );
    expect(() => checkTrackIds({ ...options, tracks: [{ id: "t1", title: "", artists: [] }] })).not.toThrow();
  });
});

const text = fc
  .string({ minLength: 1 })
  .map((raw) => raw.trim())
  .filter((raw) => raw !== "");
const dialogue = fc.record(
  {
    id: text,
    playlistId: text,
    turns: fc.array(fc.record({ query: text, trackId: text, response: text }), { minLength: 1 }),
  },
  { requiredKeys: ["id", "turns"] },
);
const dialogues = fc.uniqueArray(dialogue, { minLength: 1, selector: ({ id }) => id });

describe("relation: dialogues", () => {
  it("come back from TalkPlayData-1 as they were", () => {
    fc.assert(
      fc.property(dialogues, (written: Dialogue[]) => {
        const lines = [...formatDialogues({ dialogues: written })].join("");
        expect(parseDialogues(lines).dialogues).toEqual(written);
      }),
    );
  });

  it("come back from the other schema with their turns, whatever the text", () => {
    fc.assert(
      fc.property(dialogues, (written: Dialogue[]) => {
        const lines = [...formatDialogues({ dialogues: written, schema: "freemusicc-dialogues" })].join("");
        expect(parseDialogues(lines).dialogues.map((read) => read.turns)).toEqual(
          written.map((each) => each.turns),
        );
      }),
    );
  });
});
