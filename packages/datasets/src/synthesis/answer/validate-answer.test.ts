import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { validateAnswer } from "./validate-answer.ts";

const task = {
  id: "d",
  tracks: ["track-a", "track-b", "track-c"].map((id) => ({ id, title: id.slice(-1), artists: [] })),
};
const turn = (track: string, query = "q", response = "r") => ({ query, track, response });
const answer = (turns: unknown, goal: unknown = "g") => JSON.stringify({ goal, turns });
const good = answer([turn("track-a"), turn("track-b")]);

describe("unit: validateAnswer", () => {
  it("takes JSON, in a fence or not", () => {
    const turns = [
      { query: "q", trackId: "track-a", response: "r" },
      { query: "q", trackId: "track-b", response: "r" },
    ];
    for (const text of [good, `\n\`\`\`json\n${good}\n\`\`\`\n`]) {
      expect(validateAnswer(task, text)).toEqual({ valid: true, goal: "g", turns });
    }
  });

  it.each([
    [good.slice(0, -1), "the answer is not JSON"],
    [JSON.stringify({ turns: [turn("track-a"), turn("track-b")] }), '"goal" should be a sentence'],
    [answer("x"), '"turns" should be a list'],
    [answer([turn("track-a"), turn("track-b")], 3), '"goal" should be a sentence'],
    [answer([turn("track-a"), turn("other")]), 'turns[1].track is "other", which is not a listed id'],
    [answer([turn("track-a"), turn("track-a")]), "turns[1].track is the same as turns[0].track"],
    [answer([turn("track-a")]), "there are 1 turns; 2 or more are needed"],
    [answer([turn("track-a", " "), turn("track-b")]), "turns[0].query should be text"],
    [
      answer([turn("track-a"), turn("track-b", "q", "so ".repeat(81))]),
      "turns[1].response has 81 words; 80 at most",
    ],
    [answer([turn("track-a", "<|eot_id|>"), turn("track-b")]), "turns[0].query should be plain words"],
    [answer([turn("track-a", "see https://x.y"), turn("track-b")]), "turns[0].query should be plain words"],
    [answer([turn("track-a"), turn("track-b", "q", "here is track-b")]), 'should not quote the id "track-b"'],
  ])("says what is wrong: %#", (text, problem) => {
    const result = validateAnswer(task, text);
    expect(result.valid ? [] : result.problems).toEqual([expect.stringContaining(problem)]);
  });

  it("never throws and never lets an unlisted or repeated track through, whatever comes", () => {
    const anyTurn = fc.oneof(
      fc.anything(),
      fc.record({ query: fc.anything(), track: fc.anything(), response: fc.string() }),
    );
    const listed = fc.record({
      query: fc.constant("q"),
      track: fc.constantFrom("track-a", "track-b", "x"),
      response: fc.constant("r"),
    });
    const turns = fc.array(fc.oneof(anyTurn, listed), { maxLength: 4 });
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          turns.map((each) => answer(each)),
        ),
        (text) => {
          const result = validateAnswer(task, text);
          if (!result.valid) expect(result.problems.length).toBeGreaterThan(0);
          const ids = result.valid ? result.turns.map(({ trackId }) => trackId) : [];
          expect(new Set(ids).size).toBe(ids.length);
          for (const id of ids) expect(task.tracks.map((track) => track.id)).toContain(id);
        },
      ),
    );
  });
});
