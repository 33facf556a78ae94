import { describe, expect, it } from "vitest";
import { demoCatalogue } from "./demo-catalogue.ts";
import { createService } from "./service.ts";

async function service() {
  const app = createService(await demoCatalogue());
  const similar = async (path: string) => {
    const found = (await (await app.request(`/tracks/${path}`)).json()) as { id: string; because: string }[];
    return found.map(({ id, because }) => `${id}: ${because}`);
  };
  const post = (body: object) => app.request("/tracks", { method: "POST", body: JSON.stringify(body) });
  return { app, similar, post };
}

const dawn = {
  track: { id: "dawn", title: "Dawn", artist: "Neon Coast", explicit: false, plays: 0 },
  code: [4, 17, 2, 9, 31],
};

describe("an existing recommender with the matcher", () => {
  it("unit: more like this: collaborative scores first, then tracks that share codes", async () => {
    const { similar } = await service();
    expect(await similar("night-drive/similar?limit=3")).toEqual([
      "slow-lights: listeners also played",
      "city-rain: same playlist, semantic, metadata, audio",
      "overpass: same playlist, semantic, lyrics",
    ]);
  });

  it("unit: cold start: a track that nobody has played is found, and finds others, at once", async () => {
    const { similar, post } = await service();
    expect((await post(dawn)).status).toBe(201);
    expect(await similar("dawn/similar?limit=2")).toEqual([
      "night-drive: same playlist, semantic, metadata, lyrics",
      "city-rain: same playlist, semantic, metadata",
    ]);
    expect(await similar("night-drive/similar?limit=2")).toEqual([
      "slow-lights: listeners also played",
      "dawn: same playlist, semantic, metadata, lyrics",
    ]);
    expect((await post(dawn)).status).toBe(409);
  });

  it("unit: exclusions and the clean filter hold for both parts", async () => {
    const { similar } = await service();
    expect(await similar("night-drive/similar?clean=true&exclude=slow-lights")).toEqual([
      "city-rain: same playlist, semantic, metadata, audio",
    ]);
  });

  it("unit: equal matches by plays", async () => {
    const { similar, post } = await service();
    const code = [77, 78, 20, 79, 80];
    await post({ track: { id: "new", title: "New", artist: "X", explicit: false, plays: 0 }, code });
    expect(await similar("new/similar")).toEqual(["barn-dance: same metadata", "porch: same metadata"]);
  });

  it("unit: a removed track is gone from both parts; what is not there is said", async () => {
    const { app, similar } = await service();
    expect((await app.request("/tracks/slow-lights", { method: "DELETE" })).status).toBe(200);
    expect(await similar("night-drive/similar")).toEqual([
      "city-rain: same playlist, semantic, metadata, audio",
      "overpass: same playlist, semantic, lyrics",
    ]);
    expect((await app.request("/tracks/slow-lights/similar")).status).toBe(404);
    expect((await app.request("/tracks/night-drive/similar?limit=0")).status).toBe(400);
  });
});
