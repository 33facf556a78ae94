import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { readCatalogue } from "../node/read-catalogue.ts";
import { readDialogues } from "../node/read-dialogues.ts";
import { drawPlaylists } from "../playlists/draw-playlists.ts";
import { releasePlaylists } from "../playlists/release-playlists.ts";
import { dialogueStatistics } from "../statistics/dialogue-statistics.ts";
import { languageVariety } from "../statistics/language-variety.ts";
import { mentionRates } from "../statistics/mention-rates.ts";
import type { Mention } from "../statistics/mention-rates.ts";
import type { Playlist } from "../types/playlist.ts";
import type { Track } from "../types/track.ts";
import { claimHolds } from "./claims/claim-holds.ts";
import { simulateDialogues } from "./simulate-dialogues.ts";
import type { SimulatedDialogue } from "./simulate-dialogues.ts";

const data = (name: string) => fileURLToPath(new URL(`../../../../examples/data/${name}`, import.meta.url));
let tracks: Track[];
let playlists: Playlist[];
let dialogues: SimulatedDialogue[];
let trackOf: Map<string, Track>;

beforeAll(async () => {
  tracks = await readCatalogue(data("catalogue.parquet"));
  trackOf = new Map(tracks.map((track) => [track.id, track]));
  playlists = [...releasePlaylists({ tracks }), ...drawPlaylists({ tracks, count: 500, seed: 1 })];
  dialogues = [...simulateDialogues({ tracks, playlists, count: 3000, seed: 1 })];
});

/** Every turn with its track and the track before. */
function* turnsOf(from: readonly SimulatedDialogue[]) {
  for (const { turns } of from) {
    for (const [position, turn] of turns.entries()) {
      const before = turns[position - 1];
      const track = trackOf.get(turn.trackId) as Track;
      yield { turn, track, previous: before && trackOf.get(before.trackId) };
    }
  }
}

describe("relation: simulateDialogues on the real catalogue", () => {
  it("claims nothing that is not true, over thousands of dialogues", () => {
    const broken = [...turnsOf(dialogues)].filter(({ turn, track, previous }) =>
      [...turn.claims.query, ...turn.claims.response].some((claim) => !claimHolds(claim, track, previous)),
    );
    expect(broken).toEqual([]);
  });

  it("says in words what is true, read from the text alone", () => {
    const wrong = [...turnsOf(dialogues)].filter(({ turn, track, previous }) => {
      const seconds = (track.durationMs ?? 0) / 1000;
      const change = seconds - (previous?.durationMs ?? 0) / 1000;
      const query = turn.query.toLowerCase().replaceAll((previous?.title || "no title").toLowerCase(), "");
      const [, only] = /(\d{4}) only/.exec(query) ?? [];
      return (
        (/\ba minute longer/.test(query) && Math.abs(change - 60) > 15) ||
        (/\b(a bit|a touch|slightly|much) shorter/.test(query) && change >= 0) ||
        (/\b(a bit|a touch|slightly|much) longer/.test(query) && change <= 0) ||
        (/\bunder three minutes/.test(query) && seconds > 180) ||
        (/(?<!nothing )\bover six minutes/.test(query) && seconds < 360) ||
        (/\bsame year\b/.test(query) && track.year !== previous?.year) ||
        (/\ba year newer/.test(query) && track.year !== (previous?.year ?? 0) + 1) ||
        (/\bnewer\b/.test(query) && (track.year ?? 0) <= (previous?.year ?? 0)) ||
        (/\bolder\b/.test(query) && (track.year ?? 0) >= (previous?.year ?? 0)) ||
        (only !== undefined && track.year !== Number(only)) ||
        (/\bsame (album|record|ep|release)\b/.test(query) && track.releaseId !== previous?.releaseId) ||
        (/\bsame (artist|band|producer|act|crew|composer|musician)\b/.test(query) &&
          !track.artists.some((artist) => previous?.artists.includes(artist))) ||
        (/\bfull energy|\btop energy/.test(query) && track.energy !== 3)
      );
    });
    expect(wrong.map(({ turn }) => turn)).toEqual([]);
  });

  it("leaves no placeholder, no missing word and no track twice", () => {
    for (const { turns, goal } of dialogues) {
      const text = [goal, ...turns.flatMap(({ query, response }) => [query, response])].join("\n");
      expect(text).not.toMatch(/\{\w+\}|undefined|\bNaN\b|, ,/);
      expect(new Set(turns.map(({ trackId }) => trackId)).size).toBe(turns.length);
      expect(turns.length).toBeGreaterThanOrEqual(1);
      expect(turns.length).toBeLessThanOrEqual(9);
    }
  });

  it("has as many turns and words as Table 1, and varied words", async () => {
    const { averageTurns, queryWords, responseWords } = dialogueStatistics({
      dialogues: dialogues.slice(0, 1000),
    });
    expect(Math.abs(averageTurns - 7)).toBeLessThan(0.5);
    expect(Math.abs(queryWords - 17.62)).toBeLessThan(2);
    expect(Math.abs(responseWords - 17.91)).toBeLessThan(2);
    const written = await readDialogues(data("dialogues/written-train.jsonl"));
    const turns = 400;
    const real = languageVariety({ dialogues: written.dialogues, turns });
    const drawn = languageVariety({ dialogues, turns });
    // Most of the way: the written ones remain the richer.
    expect(drawn.queries.distinct2).toBeGreaterThan(0.75 * real.queries.distinct2);
    expect(drawn.responses.distinct2).toBeGreaterThan(0.75 * real.responses.distinct2);
  });

  it("turns something down about as often as asked", () => {
    const never = [...simulateDialogues({ tracks, playlists, count: 200, seed: 2, rejectionRate: 0 })];
    const often = [...simulateDialogues({ tracks, playlists, count: 200, seed: 2, rejectionRate: 1 })];
    const rate = (from: SimulatedDialogue[]) => mentionRates({ dialogues: from, tracks }).rejection.query;
    expect(rate(never)).toBeLessThan(0.02);
    expect(rate(often)).toBeGreaterThan(0.5);
  });

  it("mentions things about as often as written conversations do", async () => {
    const written = await readDialogues(data("dialogues/written-train.jsonl"));
    const real = mentionRates({ dialogues: written.dialogues, tracks });
    const drawn = mentionRates({ dialogues, tracks });
    for (const mention of Object.keys(real) as Mention[]) {
      expect(Math.abs(real[mention].query - drawn[mention].query), `query: ${mention}`).toBeLessThan(0.12);
      expect(Math.abs(real[mention].response - drawn[mention].response), `response: ${mention}`).toBeLessThan(
        0.17,
      );
    }
  });

  it("is the same for the same seed, another for another", () => {
    const again = [...simulateDialogues({ tracks, playlists, count: 50, seed: 1 })];
    expect(again).toEqual(dialogues.slice(0, 50));
    expect(simulateDialogues({ tracks, playlists, count: 1, seed: 2 }).next().value).not.toEqual(
      dialogues[0],
    );
  });
});

describe("unit: simulateDialogues", () => {
  const small: Track[] = [
    { id: "a", title: "A", artists: ["X"] },
    { id: "b", title: "B", artists: ["X"], album: "Only one", tags: ["Unheard Of Tag"] },
  ];

  it("talks about a catalogue that states next to nothing", () => {
    const [dialogue] = [...simulateDialogues({ tracks: small, count: 1, seed: 1 })];
    expect(dialogue?.turns.length).toBeGreaterThanOrEqual(1);
    expect(dialogue?.playlistId).toBeUndefined();
  });

  it("is lazy, and stops when it is told to", () => {
    const controller = new AbortController();
    const endless = simulateDialogues({
      tracks: small,
      count: Number.POSITIVE_INFINITY,
      seed: 1,
      signal: controller.signal,
    });
    expect(endless.next().done).toBe(false);
    controller.abort(new Error("enough"));
    expect(() => endless.next()).toThrow("enough");
  });

  it("names a playlist of another catalogue, and an empty one", () => {
    const foreign = { id: "p", title: "", modifiedAt: 0, trackIds: ["z"] };
    expect(() => [...simulateDialogues({ tracks: small, playlists: [foreign], count: 1, seed: 1 })]).toThrow(
      'No track of playlist "p" is in the catalogue',
    );
    expect(() => [...simulateDialogues({ tracks: [], count: 1, seed: 1 })]).toThrow("The catalogue is empty");
  });
});
