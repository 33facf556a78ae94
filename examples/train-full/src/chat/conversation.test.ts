import { describe, expect, it } from "vitest";
import { chat } from "./conversation.ts";

const tracks = [
  { id: "a", title: "Rain", artists: ["Ada"], year: 2001, tags: ["Ambient"] },
  { id: "b", title: "Sun", artists: ["Bo"] },
];

async function* lines(...wishes: string[]): AsyncGenerator<string> {
  yield* wishes;
}

describe("unit: chat", () => {
  it("answers each wish with tracks, what matched and a response, and remembers what was played", async () => {
    const written: string[] = [];
    const histories: number[] = [];
    await chat({
      recommender: {
        recommend: async ({ history }) => {
          histories.push(history.length);
          return history.length === 0
            ? [{ trackId: "a", row: 0, score: 1, matched: ["semantic"] }]
            : [{ trackId: "b", row: 1, score: 1, matched: [] }];
        },
        respond: async ({ trackId }) => `this is ${trackId}`,
      },
      tracks,
      wishes: lines("something calm", "and brighter", "", "never asked"),
      write: (line) => written.push(line),
      ask: () => {},
    });
    expect(histories).toEqual([0, 1]);
    expect(written).toEqual([
      "  1. Rain by Ada (2001; Ambient) [matches semantic]",
      "\n  this is a\n",
      "  1. Sun by Bo [close in words]",
      "\n  this is b\n",
    ]);
  });
});
