import { coldTracks, findLeaks } from "@talkplay/datasets";
import { describe, expect, it } from "vitest";
import type { Size } from "../command/sizes.ts";
import { sizes } from "../command/sizes.ts";
import { loadWorld } from "./world.ts";

const size = sizes["tiny"] as Size;
const data = await loadWorld({ size, seed: 1 });

describe("unit: loadWorld", () => {
  it("has the five modalities and as much of everything as the size says", () => {
    expect(data.modalities).toEqual(["playlist", "semantic", "metadata", "lyrics", "audio"]);
    expect(data.tracks).toHaveLength(1500);
    expect(data.features?.["audio"]?.rows).toHaveLength(1500 * 32);
    expect(data.playlists).toHaveLength(size.drawnPlaylists - 2 * size.testPlaylists);
    expect(data.training.simulated).toHaveLength(size.simulatedDialogues);
    expect(data.tests[0]?.dialogues).toHaveLength(size.simulatedTestDialogues);
    expect(data.validation.length).toBeGreaterThan(0);
  });

  it("talks about tracks of the catalogue", () => {
    const ids = new Set(data.tracks.map(({ id }) => id));
    const dialogues = [...data.training.simulated, ...data.validation, ...(data.tests[0]?.dialogues ?? [])];
    expect(
      dialogues.every(({ turns }) => turns.length > 0 && turns.every(({ trackId }) => ids.has(trackId))),
    ).toBe(true);
  });

  it("has cold tracks in its test conversations, and none of those leak into training", () => {
    const test = data.tests[0]?.dialogues ?? [];
    const train = [...data.playlists, ...data.training.simulated];
    const cold = coldTracks({ train, test });
    expect(cold).toEqual(coldTracks({ train: data.playlists, test }));
    expect(cold.size).toBeGreaterThan(0);
    expect(
      findLeaks({ train: data.training.simulated, validation: data.validation, test, chronological: true }),
    ).toEqual([]);
  });

  it("is the same for the same seed", async () => {
    expect(await loadWorld({ size, seed: 1 })).toEqual(data);
    expect((await loadWorld({ size, seed: 2 })).tracks).not.toEqual(data.tracks);
  });
});
