import { describe, expect, it } from "vitest";
import { answerCost } from "../provider/answer-cost.ts";
import { buildPrompt } from "../prompt/build-prompt.ts";
import { estimateSynthesis } from "./estimate-synthesis.ts";
import { planDialogues } from "./plan-dialogues.ts";

const tracks = Array.from({ length: 40 }, (_, id) => ({ id: `t${id}`, title: "T", artists: [] }));
const playlist = (id: string, trackIds: string[]) => ({ id, title: id, modifiedAt: 0, trackIds });

describe("unit: planDialogues", () => {
  it("cuts playlists into neighbouring tracks, none twice, as often as allowed", () => {
    const ids = tracks.map(({ id }) => id);
    const playlists = [playlist("p", ["t0", "unknown", ...ids]), playlist("short", ["t1", "t2"])];
    const options = { playlists, tracks, seed: 1, dialoguesPerPlaylist: 3 };
    const tasks = [...planDialogues(options)];
    expect(tasks.map(({ id }) => id)).toEqual(["p:0", "p:1", "p:2"]);
    for (const { tracks: part } of tasks) expect(part.length).toBeGreaterThanOrEqual(5);
    for (const { tracks: part } of tasks) expect(part.length).toBeLessThanOrEqual(9);
    const flat = tasks.flatMap((task) => task.tracks.map(({ id }) => id));
    expect(flat).toEqual(ids.slice(0, flat.length));
    expect([...planDialogues(options)]).toEqual(tasks);
    expect(() => [...planDialogues({ ...options, minimumTracks: 9, maximumTracks: 5 })]).toThrow(RangeError);
  });
});

describe("unit: estimateSynthesis", () => {
  it("counts by hand: one task of five tracks, a tenth of it repaired", () => {
    const [task] = planDialogues({
      playlists: [
        playlist(
          "p",
          tracks.slice(0, 5).map(({ id }) => id),
        ),
      ],
      tracks,
      seed: 1,
      minimumTracks: 5,
      maximumTracks: 5,
    });
    const price = { inputPerMillion: 2, outputPerMillion: 8 };
    const estimate = estimateSynthesis({ tasks: [task as NonNullable<typeof task>], price });
    const inputTokens = Math.round(buildPrompt(task as NonNullable<typeof task>).tokens * 1.1 + 45);
    expect(estimate).toEqual({
      conversations: 1,
      inputTokens,
      outputTokens: 495,
      cost: answerCost(price, { inputTokens, outputTokens: 495 }),
    });
    expect(answerCost(price, { inputTokens: 1e6, outputTokens: 5e5 })).toBe(6);
  });
});
